import { describe, expect, it } from 'vitest';
import { describeFault, DefinitionRefused } from '#rehearsal/simulator/asl/compile.ts';
import { fillPlaceholders, placeholdersIn } from '#rehearsal/simulator/asl/placeholders.ts';
import type { Definition } from '#rehearsal/simulator/asl/program.ts';
import { engineFor, machine, task } from './support/machines.ts';

const refusals = (definition: Definition): string[] => {
  try {
    engineFor({ shift: definition }, { functions: { known: async () => null } });
    return [];
  } catch (error) {
    return (error as DefinitionRefused).faults.map(describeFault);
  }
};

const pass = (fields: object = {}) => ({ Type: 'Pass', End: true, ...fields });
const only = (state: object) => machine({ Only: state });
const branch = (states: Record<string, object>) => ({ StartAt: Object.keys(states)[0], States: states });
const retry = (fields: object) => only(task('known', { Retry: [{ ErrorEquals: ['X'], ...fields }] }));

describe('a definition is refused, with machine, state and place,', () => {
  it.each<[string, Definition, string]>([
    ['in JSONPath', { StartAt: 'A', States: { A: pass() } }, 'shift / QueryLanguage: must be JSONata'],
    [
      'with a JSONPath state',
      only(pass({ QueryLanguage: 'JSONPath' })),
      'shift / Only / QueryLanguage: must be JSONata',
    ],
    ['with a JSONPath field', only(pass({ ResultPath: '$.a' })), 'shift / Only / ResultPath: is a JSONPath field'],
    ['with an unknown field', only(pass({ Colour: 1 })), 'shift / Only / Colour: is not a known field here'],
    ['with an unknown field of the machine', machine({ A: pass() }, { Owner: 'me' }), 'shift / Owner: is not a known'],
    ['with an unknown type', only({ Type: 'Loop' }), 'shift / Only / Type: Loop is not a known type'],
    [
      'without states',
      { QueryLanguage: 'JSONata', StartAt: 'A', States: {} },
      'shift / States: must hold at least one',
    ],
    ['that starts nowhere', machine({ A: pass() }, { StartAt: 'B' }), 'shift / StartAt: there is no state B'],
    ['that leads nowhere', only({ Type: 'Pass', Next: 'B' }), 'shift / Only / Next: there is no state B'],
    [
      'with neither Next nor End',
      only({ Type: 'Pass' }),
      'shift / Only / Next: a state has either Next or "End": true',
    ],
    ['with Next and End', only(pass({ Next: 'Only' })), 'shift / Only / Next: a state has either'],
    [
      'with a distributed Map',
      only({
        Type: 'Map',
        ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, ...branch({ A: pass() }) },
        End: true,
      }),
      'ItemProcessor/ProcessorConfig: only inline',
    ],
    [
      'with a tolerance that inline Maps lack',
      only({ Type: 'Map', ToleratedFailureCount: 1, ItemProcessor: branch({ A: pass() }), End: true }),
      'shift / Only / ToleratedFailureCount: belongs to distributed',
    ],
    ['with a syntax error', only(pass({ Output: { a: ['{% 1 + %}'] } })), 'shift / Only / Output/a[0]: S0207'],
    ['with $eval', only(pass({ Output: '{% $eval("1") %}' })), 'shift / Only / Output: $eval is not supported'],
    [
      'with half an expression',
      only(pass({ Output: 'value: {% 1 %}' })),
      'shift / Only / Output: is not an expression',
    ],
    ['with a reserved variable', only(pass({ Assign: { states: 1 } })), 'shift / Only / Assign/states: is not a name'],
    ['with a Wait for nothing', only({ Type: 'Wait', End: true }), 'shift / Only / Seconds: a Wait has either'],
    [
      'with a Wait until no time',
      only({ Type: 'Wait', Timestamp: 'noon', End: true }),
      'shift / Only / Timestamp: must be',
    ],
    ['with a Fail without a name', only({ Type: 'Fail' }), 'shift / Only / Error: is missing'],
    ['with a Choice without rules', only({ Type: 'Choice', Choices: [] }), 'shift / Only / Choices: must be a list'],
    [
      'with a rule without a condition',
      only({ Type: 'Choice', Choices: [{ Next: 'Only' }] }),
      'Choices[0]/Condition: is missing',
    ],
    [
      'with a literal condition that is no truth',
      only({ Type: 'Choice', Choices: [{ Condition: 'yes', Next: 'Only' }] }),
      'Choices[0]/Condition: must be true, false',
    ],
    ['with too short a timeout', only(task('known', { TimeoutSeconds: 0 })), 'shift / Only / TimeoutSeconds: must be'],
    [
      'with a heartbeat that never beats',
      only(task('known', { TimeoutSeconds: 5, HeartbeatSeconds: 5 })),
      'HeartbeatSeconds: must be shorter',
    ],
    [
      'with a retrier that knows no error',
      only(task('known', { Retry: [{ MaxAttempts: 1 }] })),
      'Retry[0]/ErrorEquals: must be',
    ],
    ['with an unknown jitter', retry({ JitterStrategy: 'SOME' }), 'Retry[0]/JitterStrategy: must be FULL or NONE'],
    ['with half an attempt', retry({ MaxAttempts: 0.5 }), 'Retry[0]/MaxAttempts: must be a whole number'],
    ['with a shrinking backoff', retry({ BackoffRate: 0.5 }), 'Retry[0]/BackoffRate: must be a number of at least 1'],
    [
      'with a longest delay below the first',
      retry({ IntervalSeconds: 9, MaxDelaySeconds: 9 }),
      'MaxDelaySeconds: must be longer',
    ],
    ['with an unknown field of a retrier', retry({ Delay: 9 }), 'shift / Only / Retry[0]/Delay: is not a known field'],
    [
      'with an unknown resource',
      only(task('known', { Resource: 'arn:aws:states:::lambda:invoke.sync' })),
      'Resource: arn:aws:states:::lambda:invoke.sync is not a resource',
    ],
    [
      'with the older nested form',
      only(task('known', { Resource: 'arn:aws:states:::states:startExecution.sync' })),
      'is not a resource that can be run',
    ],
    [
      'with a service that nothing implements',
      only(task('known', { Resource: 'arn:aws:states:::sns:publish' })),
      'shift / Only / Resource: nothing answers arn:aws:states:::sns:publish',
    ],
    [
      'with a function that does not exist',
      only(task('unknown')),
      'shift / Only / Arguments/FunctionName: there is no function unknown',
    ],
    [
      'with a machine that does not exist',
      only({
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution.sync:2',
        Arguments: { StateMachineArn: 'nowhere' },
        End: true,
      }),
      'shift / Only / Arguments/StateMachineArn: there is no machine nowhere',
    ],
    ['with a placeholder left', only(pass({ Output: '${Name}' })), 'shift: ${Name} is not filled in'],
    [
      'with a name used twice',
      only({ Type: 'Parallel', Branches: [branch({ Only: pass() })], End: true }),
      'States: the name Only is used twice',
    ],
    [
      'that leads out of a branch',
      machine({
        Both: { Type: 'Parallel', Branches: [branch({ In: { Type: 'Pass', Next: 'Out' } })], Next: 'Out' },
        Out: pass(),
      }),
      'shift / In / Next: there is no state Out in this body',
    ],
    [
      'that sets an outer variable inside',
      machine({
        Both: { Type: 'Parallel', Branches: [branch({ In: pass({ Assign: { x: 1 } }) })], Assign: { x: 2 }, End: true },
      }),
      'shift / In / Assign: $x belongs to an outer scope',
    ],
  ])('%s', (_what, definition, expected) => {
    expect(refusals(definition).join('\n')).toContain(expected);
  });

  it('with all its faults at once', () => {
    const definition = machine({ A: { Type: 'Loop' }, B: pass({ Colour: 1, Shape: 2 }) }, { Owner: 'me' });
    expect(refusals(definition)).toHaveLength(4);
  });

  it('and accepted when it is sound', () => {
    expect(refusals(only(task('known')))).toEqual([]);
  });
});

describe('placeholders', () => {
  const text = '{"a": "${First}", "b": ["arn:${Second}:x", "$5 {% $x %}"]}';

  it('are found and filled, whatever the value contains', () => {
    expect(placeholdersIn(JSON.parse(text))).toEqual(['First', 'Second']);
    expect(fillPlaceholders(text, { First: 'say "hi" \\', Second: 'aws' })).toEqual({
      a: 'say "hi" \\',
      b: ['arn:aws:x', '$5 {% $x %}'],
    });
  });

  it('must all have a value', () => {
    expect(() => fillPlaceholders(text, { First: '' })).toThrow('Placeholders without a value: Second');
  });
});
