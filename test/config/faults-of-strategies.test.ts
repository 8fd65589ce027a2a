import { describe, it } from 'vitest';
import { withService } from './support/inputs.ts';
import { isTheOnlyFault, type WrongFile } from './support/wrong-file.ts';

const strategy = 'services.api.strategy';
const steps = (...weights: number[]) => withService({ strategy: { steps: weights.map((weight) => ({ weight })) } });

const wrongFiles: readonly WrongFile[] = [
  {
    what: 'a mistyped preset',
    input: withService({ strategy: 'canary-wach' }),
    place: strategy,
    value: '"canary-wach"',
    problem: 'not one of the choices',
    allowed:
      'canary-watch, canary-phased, canary-gradual, canary-short, blue-green, rolling, all-at-once, or { steps: … }',
    remedy: "did you mean 'canary-watch'?",
  },
  {
    what: 'users who stay longer than a share bakes',
    input: withService({ stickySeconds: 900, strategy: 'canary-gradual' }),
    place: 'services.api.stickySeconds',
    value: '900',
    problem: 'a share of canary-gradual bakes for 900 s, and would not be reached before the next one',
    allowed: 'less than 900',
    remedy: 'make it shorter, or the bakes longer',
  },
  {
    what: 'weights that do not grow',
    input: steps(50, 50, 100),
    place: `${strategy}.steps[1].weight`,
    value: '50',
    problem: 'the weights do not grow',
    allowed: 'more than 50',
  },
  {
    what: 'steps that stop early',
    input: steps(10, 90),
    place: `${strategy}.steps[1].weight`,
    value: '90',
    problem: 'the last step does not take all traffic',
    allowed: '100',
  },
  {
    what: 'a weight of nothing',
    input: steps(0, 100),
    place: `${strategy}.steps[0].weight`,
    value: '0',
    problem: 'too little',
    allowed: 'a whole number from 1 to 100',
  },
  {
    what: 'half a percent',
    input: steps(0.5, 100),
    place: `${strategy}.steps[0].weight`,
    value: '0.5',
    problem: 'the wrong kind of value: a number that is not whole',
    allowed: 'a whole number from 1 to 100',
  },
  {
    what: '21 steps',
    input: steps(...Array.from({ length: 21 }, (_, index) => index + 80)),
    place: `${strategy}.steps`,
    value: 'a list of 21',
    problem: 'too much',
    allowed: '1 to 20 steps',
  },
  {
    what: 'no step',
    input: steps(),
    place: `${strategy}.steps`,
    value: 'a list of 0',
    problem: 'too little',
    allowed: '1 to 20 steps',
  },
  {
    what: 'a plan of more than 36 hours',
    input: withService({
      strategy: {
        steps: [
          { weight: 5, bake: '36 h' },
          { weight: 100, bake: '6 min' },
        ],
      },
    }),
    place: `${strategy}.steps`,
    value: 'a list of 2',
    problem: '36.1 hours of baking',
    allowed: 'at most 36 hours in all',
  },
  {
    what: 'a duration in words',
    input: withService({ strategy: { steps: [{ weight: 100, bake: 'five minutes' }] } }),
    place: `${strategy}.steps[0].bake`,
    value: '"five minutes"',
    allowed: 'seconds as a number, or text such as "30 s", "5 min" or "24 h"',
  },
];

describe('a strategy', () => {
  it.each(wrongFiles)('with $what is refused for exactly that', isTheOnlyFault);
});
