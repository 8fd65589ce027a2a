import { finding, type Finding } from './findings.ts';
import type { Path } from './path.ts';
import type { CheckedScaling } from '#config/schema/scaling-schema.ts';

/** Which targets go with which measure. */
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
          problem: 'steps have figures of their own',
          allowed: 'no target',
          remedy: "leave it out, or say by: 'cpu'",
        },
  cpu: (target = 70) =>
    target >= 10 && target <= 90
      ? undefined
      : {
          problem: 'no room to react, or nothing to do',
          allowed: '10 to 90 percent',
          remedy: '70 suits most services',
        },
  requests: (target) =>
    target !== undefined
      ? undefined
      : {
          problem: 'nobody else knows what a task can take',
          allowed: 'requests of a task in a minute, 1 to 1000000',
          remedy: 'measure it: about two thirds of what a task answered in time under load',
        },
};
