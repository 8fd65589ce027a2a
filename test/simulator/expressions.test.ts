import { describe, expect, it } from 'vitest';
import { compileExpression } from '#rehearsal/simulator/asl/expressions/expression.ts';
import { ending, execute, machine } from './support/machines.ts';

const evaluate = async (expression: string, input = {}, seed = 1) => {
  const definition = machine({ Only: { Type: 'Pass', Output: { value: `{% ${expression} %}` }, End: true } });
  const execution = await execute(definition, input, { seed });
  const { output, error, cause } = execution;
  return error === undefined ? (output as { value: unknown }).value : `${error}: ${cause}`;
};

describe('expressions', () => {
  it.each([
    ['$states.input.a + 1', { a: 2 }, 3],
    ['[1..3]', {}, [1, 2, 3]],
    ['$states.input.list[name="b"].size', { list: [{ name: 'b', size: 9 }] }, 9],
    ['$states.input.list.size', { list: [{ size: 1 }, { size: 2 }] }, [1, 2]],
    ['{"kept": 1, "gone": $states.input.nothing}', {}, { kept: 1 }],
    ['$states.input.none', { none: null }, null],
    ['$partition([1,2,3,4,5], 2)', {}, [[1, 2], [3, 4], [5]]],
    ['$range(1, 9, 4)', {}, [1, 5, 9]],
    ['$range(3, 1, -1)', {}, [3, 2, 1]],
    ['$hash("sluice", "SHA-256")', {}, '0f5aec3c8edf964bb5260e4ae806d31feaab06f39a65ddba9d86e499bfae8476'],
    ['$parse("{\\"a\\": [1]}")', {}, { a: [1] }],
    ['$random(42) = $random(42)', {}, true],
    ['$now()', {}, '2026-01-05T09:00:00.000Z'],
    ['$now("[Y]/[M01]")', {}, '2026/01'],
    ['$millis()', {}, 1_767_603_600_000],
    ['$fromMillis($toMillis("10:30", "[H]:[m]"))', {}, '2026-01-05T10:30:00.000Z'],
    ['$states.context.Execution.Name', {}, 'test'],
    ['$states.context.State', {}, { Name: 'Only', EnteredTime: '2026-01-05T09:00:00.000Z', RetryCount: 0 }],
    ['$states.context.StateMachine.Name', {}, 'machine'],
  ])('evaluates %s', async (expression, input, expected) => {
    expect(await evaluate(expression, input)).toEqual(expected);
  });

  it.each([
    ['$states.input.missing', "specified for the field 'Output/value' returned nothing (undefined)."],
    ['function($x){$x}', 'returned an unsupported result type.'],
    ['$number("abc")', 'threw an error during evaluation. D3030'],
    ['1 + "a"', 'threw an error during evaluation. T2002'],
    ['$range(1, 2000, 1)', '$range makes at most 1000 numbers'],
    ['$hash("a", "CRC")', '$hash knows MD5'],
    ['$partition([1], 0)', 'a chunk size of at least 1'],
    ['$error("on purpose")', 'on purpose'],
  ])('fails with a query evaluation error: %s', async (expression, problem) => {
    const answer = await evaluate(expression);
    expect(answer).toContain('States.QueryEvaluationError');
    expect(answer).toContain(problem);
  });

  it('draws randomness from the seed', async () => {
    expect(await evaluate('[$random(), $uuid()]', {}, 1)).toEqual(await evaluate('[$random(), $uuid()]', {}, 1));
    expect(await evaluate('[$random(), $uuid()]', {}, 1)).not.toEqual(await evaluate('[$random(), $uuid()]', {}, 2));
    expect(await evaluate('$shuffle([1..20])', {}, 1)).toEqual(await evaluate('$shuffle([1..20])', {}, 1));
  });

  it('treats only strings that are entirely an expression as one', async () => {
    const definition = machine({
      Only: { Type: 'Pass', Output: { half: 'value: %}', price: '$5', whole: '{%$states.input.a%}' }, End: true },
    });
    expect(ending(await execute(definition, { a: 1 }))).toEqual({
      status: 'SUCCEEDED',
      output: { half: 'value: %}', price: '$5', whole: 1 },
    });
  });

  it('reads a variable that is null as null, not as missing', async () => {
    const definition = machine({
      Set: { Type: 'Pass', Assign: { nothing: null, sum: 3 }, Next: 'Tell' },
      Tell: { Type: 'Pass', Output: '{% [$nothing, $sum] %}', End: true },
    });
    expect(ending(await execute(definition))).toEqual({ status: 'SUCCEEDED', output: [null, 3] });
  });

  it('refuses $eval, which Step Functions does not have', () => {
    expect(() => compileExpression('$eval("1")')).toThrow('$eval is not supported');
  });

  it('knows what an expression reads from outside itself', () => {
    const { names, statesPaths } = compileExpression(
      '($own := $outer; $map($list, function($v, $i) { $v + $i + $own + $states.input.a }) ~> $sum)',
    );
    expect([...names].sort()).toEqual(['list', 'map', 'outer', 'states', 'sum']);
    expect([...statesPaths]).toEqual(['input.a']);
  });
});
