import { type HealthPolicy, type Need, needs } from './health-score.ts';

/** Something that is asked of every task: about itself, or about what it needs. */
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
