import type { FailoverPlan } from './request.ts';
import type { Vote } from './vote.ts';

/** A deployment of the primary, as reported by its events, which may arrive in any order and more than once. */
export interface MirroredDeployment {
  readonly deploymentId: string;
  /** When the last event before its end arrived. */
  readonly toldAt?: string;
  readonly endedAt?: string;
}

/** A bad release is detected within a minute and rolled back within two. A longer outage has another cause. */
const mendsWithinSeconds = 180;
/** The machine's own timeout of three days. If the end was not reported by then, its event was lost. */
const longestDeploymentSeconds = 259_200;

/**
 * Whether to leave a primary that went down during a deployment to the rollback. The primary must respond, even if with
 * errors: if nothing responds, no rollback can run there either.
 */
export const awaitsSelfRecovery = (
  { mode, outageSince }: Pick<FailoverPlan, 'mode' | 'outageSince'>,
  votes: readonly Vote[],
  deployments: readonly MirroredDeployment[],
  now: Date,
): boolean =>
  mode === 'automatic' &&
  secondsSince(outageSince, now) < mendsWithinSeconds &&
  votes.some(({ isAnswered }) => isAnswered) &&
  deployments.some((deployment) => isUnderWay(deployment, now));

const isUnderWay = ({ toldAt, endedAt }: MirroredDeployment, now: Date): boolean =>
  endedAt === undefined && toldAt !== undefined && secondsSince(toldAt, now) < longestDeploymentSeconds;

const secondsSince = (time: string, now: Date): number => (now.getTime() - Date.parse(time)) / 1000;
