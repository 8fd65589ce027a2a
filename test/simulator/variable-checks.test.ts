import { describe, expect, it } from 'vitest';
import { checked, choice, succeed, withTask } from './support/checked.ts';

describe('what an expression reads', () => {
  const tell = { Type: 'Succeed', Output: '{% $weight %}' };

  it('must be assigned before', () => {
    expect(checked({ Tell: tell })).toEqual([
      'shift / Tell / Output: $weight is neither a function nor assigned before',
    ]);
  });

  it('must be assigned on every way, and the fault shows one that misses it', () => {
    const faults = checked({
      Pick: choice('Set', 'Skip'),
      Set: { Type: 'Pass', Assign: { weight: 5 }, Next: 'Tell' },
      Skip: { Type: 'Pass', Next: 'Tell' },
      Tell: tell,
    });
    expect(faults).toEqual([
      'shift / Tell / Output: $weight is not assigned on every way here, for example not on Pick → Skip → Tell',
    ]);
  });

  it('may be assigned by rules, the default and catchers alike', () => {
    const assign = { Assign: { weight: 5 } };
    const rules = {
      Type: 'Choice',
      Choices: [{ Condition: '{% true %}', Next: 'Tell', ...assign }],
      Default: 'Tell',
      ...assign,
    };
    expect(checked({ Pick: rules, Tell: tell })).toEqual([]);
  });

  it('is not assigned where the assigning state failed', () => {
    const faults = withTask(
      { Assign: { weight: '{% $states.result %}' }, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Failed' }] },
      { Failed: { Type: 'Fail', Error: 'Failed', Cause: '{% "at " & $string($weight) %}' } },
    );
    expect(faults).toEqual([
      'shift / Failed / Cause: $weight is not assigned on every way here, for example not on Act → Failed',
    ]);
  });

  it('survives a loop', () => {
    const loop = (assigned: object) =>
      checked({
        Start: { Type: 'Pass', ...assigned, Next: 'Again' },
        Again: choice('Done', 'Step'),
        Step: { Type: 'Pass', Assign: { weight: '{% $weight + 1 %}' }, Next: 'Again' },
        Done: succeed,
      });
    expect(loop({ Assign: { weight: 0 } })).toEqual([]);
    expect(loop({})).toEqual([
      'shift / Step / Assign/weight: $weight is not assigned on every way here, for example not on Start → Again → Step',
    ]);
  });

  it('may be an outer variable inside a branch, but no inner one outside', () => {
    const inner = {
      StartAt: 'In',
      States: { In: { Type: 'Pass', Assign: { own: '{% $weight %}' }, End: true } },
    };
    const faults = checked({
      Set: { Type: 'Pass', Assign: { weight: 1 }, Next: 'Both' },
      Both: { Type: 'Parallel', Branches: [inner], Next: 'Tell' },
      Tell: { Type: 'Succeed', Output: '{% $own %}' },
    });
    expect(faults).toEqual(['shift / Tell / Output: $own is neither a function nor assigned before']);
  });

  it('may be bound by the expression itself', () => {
    const output = '{% ($sum := $map($states.input, function($v, $i) { $v * $i }); $sum) %}';
    expect(checked({ Tell: { Type: 'Succeed', Output: output } })).toEqual([]);
  });

  it('must be a function that exists', () => {
    expect(checked({ Tell: { Type: 'Succeed', Output: '{% $uppercaze("a") & $uuid() & $string(1) %}' } })).toEqual([
      'shift / Tell / Output: $uppercaze is neither a function nor assigned before',
    ]);
  });

  it.each([
    ['Arguments', { Payload: '{% $states.result %}' }, 'result'],
    ['Output', '{% $states.errorOutput.Error %}', 'errorOutput.Error'],
    ['Output', '{% $states.context.Task.Token %}', 'context.Task.Token'],
    ['Output', '{% $states.context.Map.Item.Value %}', 'context.Map.Item.Value'],
    ['Output', '{% $states.context.Execution.Nmae %}', 'context.Execution.Nmae'],
    ['Output', '{% $states.imput %}', 'imput'],
  ])('must be there at that moment: %s %j', (field, value, path) => {
    expect(withTask({ [field]: value }).join('\n')).toContain(`there is no $states.${path} here`);
  });

  it.each([
    ['Output', '{% $states.result.Payload %}'],
    ['Output', '{% [$states.input.a, $states.context.Execution.Input.b, $states.context.State.RetryCount] %}'],
    ['Catch', [{ ErrorEquals: ['States.ALL'], Output: '{% $parse($states.errorOutput.Cause) %}', Next: 'Failed' }]],
  ])('is there at that moment: %s %j', (field, value) => {
    expect(withTask({ [field]: value })).toEqual([]);
  });

  it('finds the item in a Map, and the token in a task that waits for one', () => {
    const item = '{% $states.context.Map.Item.Value %}';
    const ItemProcessor = { StartAt: 'In', States: { In: { Type: 'Pass', Output: item, End: true } } };
    expect(checked({ Each: { Type: 'Map', ItemSelector: { item }, ItemProcessor, End: true } })).toEqual([]);
    expect(checked({ Each: { Type: 'Map', Items: item, ItemProcessor, End: true } })).toHaveLength(1);
    const token = { FunctionName: 'f', Payload: '{% $states.context.Task.Token %}' };
    expect(withTask({ Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken', Arguments: token })).toEqual([]);
  });
});
