import { type CheckState, startCheck } from './checks.ts';
import { type CountStream, startCounts } from './count-stream.ts';
import type { RollbackReason } from './decision.ts';
import type { Chain, Minute, SlotMinute } from './minute.ts';
import { type PercentileStream, startPercentile } from './percentile-stream.ts';
import { errorPolicy, type JudgePolicy, percentilePolicy, slowPolicy } from './policy.ts';

/** The judge's state after some minutes. It is never stored: after a restart, the minutes are folded again. */
export interface JudgeState {
  readonly streams: {
    readonly errors: CountStream;
    readonly slow: CountStream;
    readonly p99: PercentileStream;
    readonly p90: PercentileStream;
    readonly p50: PercentileStream;
  };
  readonly checks: readonly CheckState[];
  /** The minutes that count as evidence. */
  readonly usable: Chain | undefined;
  readonly recent: readonly Minute[];
  readonly lastConcurrent: readonly Minute[];
  readonly minutesFailingAlone: number;
  readonly step: number;
  readonly minutesInStep: number;
  /** The canary's requests in this step. Without any, nothing was measured. */
  readonly requestsInStep: number;
  /** The canary's requests in minutes without a live slot to compare with. */
  readonly requestsAlone: number;
  /** Minutes spent in all steps beyond their planned length. */
  readonly overtime: number;
  readonly highestEvidence: number;
  /** Why the canary must be rolled back. Later minutes cannot reverse it. */
  readonly rollbackReason: RollbackReason | undefined;
}

/** @param before what the live slot served in the minutes before the shift, if known */
export const startJudging = (policy: JudgePolicy, before: readonly SlotMinute[] = []): JudgeState => ({
  streams: {
    errors: startCounts(errorPolicy(policy)),
    slow: startCounts(slowPolicy(policy)),
    p99: startPercentile(percentilePolicy(policy, 'p99')),
    p90: startPercentile(percentilePolicy(policy, 'p90')),
    p50: startPercentile(percentilePolicy(policy, 'p50')),
  },
  checks: policy.checks.map((check) => startCheck(check, before)),
  usable: undefined,
  recent: [],
  lastConcurrent: [],
  minutesFailingAlone: 0,
  step: 0,
  minutesInStep: 0,
  requestsInStep: 0,
  requestsAlone: 0,
  overtime: 0,
  highestEvidence: 1,
  rollbackReason: undefined,
});
