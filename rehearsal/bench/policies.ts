import type { Policy } from './look.ts';
import { ourJudge } from './our-judge.ts';
import { argoRollouts } from './rivals/argo-rollouts.ts';
import { cloudWatchAlarm } from './rivals/cloudwatch-alarm.ts';
import { flagger } from './rivals/flagger.ts';
import { kayenta } from './rivals/kayenta.ts';

/** Each starts one canary. The rivals are their documented rules and defaults in our words, not their programs. */
export const benchPolicies = {
  judge: { what: 'this judge, with its defaults', start: ourJudge },
  kayenta: { what: 'Kayenta, scores 95 and 75, at each step’s end or hourly', start: kayenta },
  flagger: { what: 'Flagger, as in its tutorial', start: flagger },
  argo: { what: 'Argo Rollouts, as in its documentation', start: argoRollouts },
  alarm: { what: 'CloudWatch alarms, three minutes of three', start: cloudWatchAlarm },
} as const satisfies Record<string, { what: string; start: () => Policy }>;

export type PolicyName = keyof typeof benchPolicies;
