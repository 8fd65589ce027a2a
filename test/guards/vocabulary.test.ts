import { describe, expect, it } from 'vitest';
import { faultsOf } from '../../.config/hygiene/faults.ts';
import { oldWords } from '../../.config/hygiene/vocabulary.ts';

/** One line for each old word, in the order of the list. */
const examples = [
  'an errand of the service',
  "machine: 'sentinel'",
  'const foresight = 1;',
  'if (isAstray(weights)) return;',
  'the primary mends itself',
  'describeLastWords(task)',
  'readonly sightings: number;',
  "name: 'hear-deployment'",
  "name: 'tell-facts'",
  'class PrimaryNews {}',
  '"Next": "WaitForTurn"',
  'new NightRest(this)',
  'whereInconclusive(judging)',
  'interface Aftermath {}',
  'errors come in clumps',
  'state.fallen !== undefined',
  'await patience();',
  'namingFailures(client)',
  '"Next": "SomebodyElseIsAtWork"',
  '"Next": "ReadWord"',
  '"Next": "JudgeIsBlind"',
  'class ServedPlace {}',
  "from './told-pages.ts'",
  "from './happenings.ts'",
  'new ImageShelf(clients)',
  'isForNobody(rule)',
  '// until somebody stops it',
];

describe('the vocabulary', () => {
  it('has an example for each old word', () => {
    expect(examples).toHaveLength(oldWords.length);
  });

  it.each(oldWords.map(({ instead }, i) => [examples[i]!, instead]))('refuses: %s', (line, instead) => {
    const path = 'functions/domain/slots/slot.ts';
    expect(faultsOf(path, line)).toContain(`${path}:1: a word of no vocabulary: write ${instead}`);
  });

  it('lets the words of the field pass', () => {
    const line = 'The hook runs in off-hours: the primary-monitor reads the queue and dispatches the next deployment.';
    expect(faultsOf('README.md', line)).toEqual([]);
  });
});
