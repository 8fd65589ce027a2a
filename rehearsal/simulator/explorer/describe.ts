import { scenarioNamed } from '../../scenarios/all.ts';
import { renderHistory } from '../asl/render-history.ts';
import { parseFaults } from '../faults/fault.ts';
import { replayCommand, tellRun, type Whose } from '../tell-run.ts';
import type { Exploration } from './explore.ts';
import { breakWith, type Setting, type Violation } from './trial.ts';

/** What was tried and found. Violations that break the same promises in the same way appear once, with all commands. */
export async function describeExploration(
  exploration: Exploration,
  setting: Setting,
  whose: Whose = {},
): Promise<string> {
  const { trials, runs, seconds, violations } = exploration;
  const kinds = Map.groupBy(violations, ({ broken }) => broken.map(withoutFigures).join('\n'));
  const chapters: string[] = [];
  for (const alike of kinds.values()) chapters.push(await chapterOf(alike, setting, whose));
  const pace = `${(runs / seconds).toFixed(0)} runs a second`;
  const verdict =
    violations.length === 0
      ? 'Every promise held.'
      : `${violations.length} of them broke a promise, in ${kinds.size} ways.`;
  return `${chapters.join('\n')}${trials} trials in ${runs} runs and ${seconds.toFixed(1)} s (${pace}). ${verdict}\n`;
}

async function chapterOf(alike: readonly Violation[], setting: Setting, whose: Whose): Promise<string> {
  const [first] = alike;
  if (first === undefined) return '';
  const { scenario, seed, faults, broken } = first;
  const story = scenarioNamed(scenario);
  const told = story === undefined ? '' : await replay(first, setting);
  return [
    `${alike.length === 1 ? 'A fault' : `${alike.length} faults`} broke a promise, for example seed ${seed}, ${faults || 'undisturbed'}:`,
    ...broken.map((words) => `  ${words}`),
    told,
    'Again with:',
    ...alike.map((one) => `  ${replayCommand(one.scenario, one.seed, one.faults, whose)}`),
    '',
  ].join('\n');

  async function replay(violation: Violation, within: Setting): Promise<string> {
    if (story === undefined) return '';
    const { run } = await breakWith(
      story,
      violation.seed,
      violation.faults === '' ? [] : parseFaults(violation.faults),
      within,
    );
    const histories = run.executions
      .filter(({ machine }) => machine !== 'guardian')
      .map(({ arn, history }) => `${arn}\n${renderHistory(history)}`);
    return [tellRun(run, { timeline: true }), ...histories].join('\n');
  }
}

/** Times and IDs differ from run to run; the violation does not. */
const withoutFigures = (words: string): string => words.replaceAll(/\(arn:[^)]*\)|\d{8}T\d{6}Z-\S+|[\d.]+/g, '…');
