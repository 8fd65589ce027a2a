import { finding, type Finding } from './findings.ts';
import type { Path } from './path.ts';
import type { CheckedScaling } from '#config/schema/scaling-schema.ts';

/** Checks the target against the metric. */
export function rulesOfScaling(at: Path, scaling: CheckedScaling | undefined): readonly Finding[] {
  const wrong = scaling && wrongTarget[scaling.by ?? 'steps'](scaling.target);
  return wrong ? [finding({ at: [...at, 'target'], value: scaling.target, ...wrong, from: [at] })] : [];
}

type Wrong = Readonly<Record<'problem' | 'allowed' | 'remedy', string>> | undefined;

const wrongTarget: Readonly<Record<NonNullable<CheckedScaling['by']>, (target: number | undefined) => Wrong>> = {
  steps: (target) =>
    target === undefined
      ? undefined
      : {
          problem: 'steps does not take a target',
          allowed: 'no target',
          remedy: "remove it, or set by: 'cpu'",
        },
  cpu: (target = 70) =>
    target >= 10 && target <= 90
      ? undefined
      : {
          problem: 'too low to be useful, or too high to react in time',
          allowed: '10 to 90 percent',
          remedy: '70 suits most services',
        },
  requests: (target) =>
    target !== undefined
      ? undefined
      : {
          problem: 'scaling by requests needs a target',
          allowed: 'requests for each task in a minute, 1 to 1000000',
          remedy: 'run a load test, and set about two thirds of what one task handled in time',
        },
};
