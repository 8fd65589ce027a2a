import { describe, it } from 'vitest';
import { presetNames } from '#wire/strategy-presets.ts';
import { withService } from './support/inputs.ts';
import { isTheOnlyFault, type WrongFile } from './support/wrong-file.ts';

const strategy = 'services.api.strategy';
const steps = (...weights: number[]) => withService({ strategy: { steps: weights.map((weight) => ({ weight })) } });

const metric = {
  ...{ name: 'cpu', namespace: 'AWS/ECS', metric: 'CPUUtilization', statistic: 'Average' },
  ...{ dimensions: { ServiceName: '{ecsService}' }, worse: 'higher' },
};

const wrongFiles: readonly WrongFile[] = [
  {
    what: 'a mistyped preset',
    input: withService({ strategy: 'canary-wach' }),
    place: strategy,
    value: '"canary-wach"',
    problem: 'not one of the allowed values',
    allowed: `${presetNames.join(', ')}, or { preset: …, steps: …, limits: … }`,
    remedy: "did you mean 'canary-watch'?",
  },
  {
    what: 'users who stay longer than a share bakes',
    input: withService({ stickySeconds: 900, strategy: 'canary-gradual' }),
    place: 'services.api.stickySeconds',
    value: '900',
    problem: 'a weight of canary-gradual bakes for 900 s, too short for the traffic to reach it',
    allowed: 'less than 900',
    remedy: 'shorten it, or lengthen the bakes',
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
    problem: 'below the minimum',
    allowed: 'a whole number from 1 to 100',
  },
  {
    what: 'half a percent',
    input: steps(0.5, 100),
    place: `${strategy}.steps[0].weight`,
    value: '0.5',
    problem: 'wrong type: a number that is not whole',
    allowed: 'a whole number from 1 to 100',
  },
  {
    what: '21 steps',
    input: steps(...Array.from({ length: 21 }, (_, index) => index + 80)),
    place: `${strategy}.steps`,
    value: 'a list of 21',
    problem: 'above the maximum',
    allowed: '1 to 20 steps',
  },
  {
    what: 'no step',
    input: steps(),
    place: `${strategy}.steps`,
    value: 'a list of 0',
    problem: 'below the minimum',
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
  {
    what: 'a preset and steps',
    input: withService({ strategy: { preset: 'rolling', steps: [{ weight: 100 }] } }),
    place: strategy,
    value: '{ preset, steps }',
    problem: 'both a preset and steps',
    allowed: 'either a preset or steps',
    remedy: 'remove one of them',
  },
  {
    what: 'a margin that no version could keep',
    input: withService({ strategy: { margins: { errors: { ratio: 0.9 } } } }),
    place: `${strategy}.margins.errors.ratio`,
    value: '0.9',
    problem: 'below the minimum',
    allowed: '1 or more',
  },
  {
    what: 'a mistyped word for what is unclear',
    input: withService({ strategy: { onInconclusive: 'rollback' } }),
    place: `${strategy}.onInconclusive`,
    value: '"rollback"',
    problem: 'not one of the allowed values',
    allowed: 'hold, roll back, go on',
    remedy: "did you mean 'roll back'?",
  },
  {
    what: 'a metric with a limit and a margin',
    input: withService({ strategy: { metrics: [{ ...metric, limit: 80, margin: 2 }] } }),
    place: `${strategy}.metrics[0]`,
    value: '{ name, namespace, metric, statistic, dimensions, worse, lim…',
    problem: 'not allowed',
    allowed: 'a limit or a margin, not both',
  },
  {
    what: 'a metric by the name of one that is judged anyway',
    input: withService({ strategy: { metrics: [{ ...metric, name: 'p99' }] } }),
    place: `${strategy}.metrics[0].name`,
    value: '"p99"',
    problem: 'not allowed',
    allowed: 'a name other than those of what is judged anyway: errors, slow, p50, p90, p99',
  },
  {
    what: 'a control group of more than half',
    input: withService({ strategy: { controlShare: 51 } }),
    place: `${strategy}.controlShare`,
    value: '51',
    problem: 'above the maximum',
    allowed: 'a whole number from 1 to 50',
  },
];

describe('a strategy', () => {
  it.each(wrongFiles)('with $what is refused for exactly that', isTheOnlyFault);
});
