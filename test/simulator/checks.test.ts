import { describe, expect, it } from 'vitest';
import { checkDefinition } from '#rehearsal/simulator/asl/checks/check-definition.ts';
import { describeFault } from '#rehearsal/simulator/asl/compile.ts';
import { checked, fail, sound, succeed, withTask } from './support/checked.ts';
import { machine } from './support/machines.ts';

describe('the checks of a definition', () => {
  it('accept a sound one', () => {
    expect(withTask({})).toEqual([]);
  });

  it('report once what cannot be read', () => {
    expect(checked({ Act: { Type: 'Pass', End: true, Output: '{% 1 + %}' } })[0]).toContain(
      'shift / Act / Output: S0207',
    );
  });

  it('include the linter of the community', () => {
    const endless = machine({ A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } }, { TimeoutSeconds: 1 });
    expect(checkDefinition('shift', endless, { declaredErrors: [] }).map(describeFault)).toEqual([
      expect.stringContaining('shift: asl-validator: MISSING_TERMINAL_STATE'),
    ]);
  });

  it('do not change the definition', () => {
    const definition = machine({ Done: succeed }, { TimeoutSeconds: 1 });
    const before = JSON.stringify(definition);
    checkDefinition('shift', definition, { declaredErrors: [] });
    expect(JSON.stringify(definition)).toBe(before);
  });
});

describe('time limits', () => {
  it('are missed on the machine', () => {
    expect(checked({ Done: succeed }, { TimeoutSeconds: undefined })).toEqual([
      'shift / TimeoutSeconds: the machine has no timeout',
    ]);
  });

  it('are missed on each Task, also inside a branch', () => {
    const inner = {
      StartAt: 'In',
      States: {
        In: sound({ TimeoutSeconds: undefined, Catch: undefined, Comment: 'No catch: the Parallel does', End: true }),
      },
    };
    expect(checked({ Both: { Type: 'Parallel', Branches: [inner], End: true } })).toEqual([
      'shift / In / TimeoutSeconds: a Task has no timeout',
    ]);
  });
});

describe('ways through the machine', () => {
  it('must lead to every state', () => {
    const island = { Lost: { Type: 'Pass', Next: 'Found' }, Found: { Type: 'Pass', Next: 'Lost' } };
    expect(withTask({}, island)).toEqual([
      'shift / Lost: no way leads to this state',
      'shift / Found: no way leads to this state',
    ]);
  });

  it('must lead to every state of an iteration', () => {
    const ItemProcessor = { StartAt: 'A', States: { A: { Type: 'Pass', End: true }, B: { Type: 'Pass', End: true } } };
    expect(checked({ Each: { Type: 'Map', ItemProcessor, End: true } })).toEqual([
      'shift / B: no way leads to this state',
    ]);
  });

  it('must not end in success when only a failure leads there', () => {
    const catcher = [{ ErrorEquals: ['States.ALL'], Next: 'Clean' }];
    const clean = { Type: 'Pass', Next: 'Quiet' };
    expect(
      checked({ Act: sound({ Next: 'Done', Catch: catcher }), Done: succeed, Clean: clean, Quiet: succeed }),
    ).toEqual(['shift / Quiet: is reached only through Catch, yet ends the execution in success: end in a Fail state']);
    expect(
      checked({ Act: sound({ Next: 'Done', Catch: catcher }), Done: succeed, Clean: { Type: 'Pass', End: true } }),
    ).toEqual(['shift / Clean: is reached only through Catch, yet ends the execution in success: end in a Fail state']);
  });

  it('may end in success after a token that got no answer in time: that is a way to wait', () => {
    const bake = (resource: string) =>
      checked({
        Bake: sound({
          Resource: resource,
          Catch: [
            { ErrorEquals: ['States.Timeout'], Next: 'Judge' },
            { ErrorEquals: ['States.ALL'], Next: 'Failed' },
          ],
          Next: 'Failed',
        }),
        Judge: succeed,
        Failed: fail,
      });
    expect(bake('arn:aws:states:::lambda:invoke.waitForTaskToken')).toEqual([]);
    expect(bake('arn:aws:states:::lambda:invoke')).toHaveLength(1);
  });
});

describe('recovery', () => {
  it('must be there on every Task, or the comment says why not', () => {
    expect(withTask({ Retry: undefined })).toEqual([
      'shift / Act / Retry: is missing, and no Comment says "No retry: …" and why',
    ]);
    expect(withTask({ Catch: undefined, Comment: 'Acts.' }).filter((fault) => fault.includes('Catch:'))).toEqual([
      'shift / Act / Catch: is missing, and no Comment says "No catch: …" and why',
    ]);
    expect(withTask({ Retry: undefined, Comment: 'No retry: a second try would act twice.' })).toEqual([]);
  });

  it('must have States.ALL alone and last', () => {
    const all = { ErrorEquals: ['States.ALL'], Next: 'Failed' };
    const other = { ErrorEquals: ['NotYet'], Next: 'Failed' };
    expect(withTask({ Catch: [all, other] })).toContain(
      'shift / Act / Catch[0]/ErrorEquals: States.ALL must be in the last entry',
    );
    expect(withTask({ Retry: [{ ErrorEquals: ['NotYet', 'States.ALL'] }] })).toContain(
      'shift / Act / Retry[0]/ErrorEquals: States.ALL must stand alone',
    );
  });

  it('must not list a name twice: the second never applies', () => {
    expect(withTask({ Retry: [{ ErrorEquals: ['NotYet'] }, { ErrorEquals: ['NotYet'], MaxAttempts: 9 }] })).toEqual([
      'shift / Act / Retry[1]/ErrorEquals: NotYet is covered by an earlier entry',
    ]);
  });

  it.each([
    ['NotYte', "NotYte is neither declared nor one of AWS's names"],
    ['States.Timeut', 'States.Timeut is not an error of Step Functions'],
    ['States.Runtime', 'States.Runtime can be neither retried nor caught'],
    ['lambda.Unknown', "lambda.Unknown is neither declared nor one of AWS's names"],
  ])('must not match on %s', (name, problem) => {
    expect(withTask({ Retry: [{ ErrorEquals: [name] }] })).toEqual([`shift / Act / ErrorEquals: ${problem}`]);
  });

  it.each([
    'NotYet',
    'States.Timeout',
    'Lambda.Unknown',
    'Sandbox.Timedout',
    'DynamoDB.ConditionalCheckFailedException',
  ])('may match on %s', (name) => {
    expect(withTask({ Retry: [{ ErrorEquals: [name] }] })).toEqual([]);
  });
});
