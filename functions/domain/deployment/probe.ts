import { type HealthPolicy, type Need, needs } from './health-score.ts';

/** A check that is made on every task: of the application itself, or of one dependency. */
export interface Probe {
  readonly check: 'application' | Need;
  readonly endpoints: readonly string[];
}

export const probesOf = ({ endpoints, needs: named = {} }: HealthPolicy): readonly Probe[] => [
  { check: 'application', endpoints },
  ...needs.flatMap((need) => {
    const endpoint = named[need];
    return endpoint === undefined ? [] : [{ check: need, endpoints: [endpoint] }];
  }),
];
