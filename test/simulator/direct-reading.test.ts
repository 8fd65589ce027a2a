import fc from 'fast-check';
import jsonata from 'jsonata';
import { describe, expect, it } from 'vitest';
import type { Bindings } from '#rehearsal/simulator/asl/expressions/bindings.ts';
import { compileExpression } from '#rehearsal/simulator/asl/expressions/expression.ts';
import type { Json } from '#rehearsal/simulator/asl/json.ts';
import { SeededRandom } from '#rehearsal/simulator/random.ts';

type Fields = Readonly<Record<string, Json>>;

const bindings = (variables: Fields, input: Json): Bindings => ({
  now: 0,
  random: new SeededRandom(1),
  variable: (name) => variables[name],
  states: () => ({ input }),
  ofStates: (field) => (field === 'input' ? input : undefined),
});

/** Our result and that of the reference implementation; an error means no result. */
async function bothAnswers(source: string, variables: Fields, input: Json = null) {
  const ours = async () => compileExpression(source).evaluate(bindings(variables, input), 'Output');
  const reference = (await jsonata(source).evaluate(undefined, { ...variables, states: { input } })) as unknown;
  const plain = reference === undefined ? undefined : (JSON.parse(JSON.stringify(reference)) as unknown);
  return [await ours().catch(() => undefined), plain] as const;
}

const leaf = fc.oneof(fc.integer(), fc.boolean(), fc.constant(null), fc.constantFrom('', 'a', 'x'));
const { document } = fc.letrec<{ document: Json }>((tie) => ({
  document: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.dictionary(fc.constantFrom('a', 'b'), tie('document'), { maxKeys: 2 }),
    fc.array(tie('document'), { maxLength: 2 }),
  ),
}));

describe('what is read without the reference implementation', () => {
  const path = fc.array(fc.constantFrom('a', 'b'), { maxLength: 3 });

  it('equals its result, whatever the path contains', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('$value', '$states.input'), path, document, async (root, names, value) => {
        const [ours, reference] = await bothAnswers([root, ...names].join('.'), { value }, value);
        expect(ours).toEqual(reference);
      }),
      { numRuns: 1500 },
    );
  });

  const asked = [
    '$one + 1',
    '$one = $other.a',
    '$one.a ? $other : $one',
    '$exists($one.a) or $other',
    '$count($one) > 0',
    "$string($one) & '-' & $states.input.a",
    "{'of': $one, 'and': [$other]}",
    '$one[0]',
    '($kept := $one; $kept)',
    '$map([1, 2], function($n) { $n = $one })',
    '[$one, $other].a',
  ];

  it('is cached by its inputs alone: every later call gives the first result', async () => {
    const ask = fc.tuple(fc.constantFrom(...asked), document, document, document);
    await fc.assert(
      fc.asyncProperty(fc.array(ask, { minLength: 10, maxLength: 30 }), async (questions) => {
        for (const [source, one, other, input] of [...questions, ...questions]) {
          const [ours, reference] = await bothAnswers(source, { one, other }, input).catch(() => [0, 0]);
          expect(ours).toEqual(reference);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is never random or dependent on the clock', async () => {
    const { evaluate } = compileExpression('$random() + $one');
    const random = new SeededRandom(1);
    const ask = async () => evaluate({ ...bindings({ one: 1 }, null), random }, 'Output');
    expect(new Set(await Promise.all([ask(), ask(), ask()])).size).toBe(3);
  });
});
