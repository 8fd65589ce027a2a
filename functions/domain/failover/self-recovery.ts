import type { FailoverPlan } from './request.ts';
import type { Vote } from './vote.ts';

/** A deployment of the primary, as its events told it: in any order, and perhaps twice. */
export interface MirroredDeployment {
  readonly deploymentId: string;
  /** When something was told of it that was not its end. */
  readonly toldAt?: string;
  readonly endedAt?: string;
}

/** A release that is bad is found within a minute and taken back within two: an outage that lasts longer is another one. */
const mendsWithinSeconds = 180;
/** The machine's own limit of three days: an end that has not been heard by then was lost on its way. */
const longestDeploymentSeconds = 259_200;

/**
 * Whether a primary that is down, while it deploys, is left to take that back by itself. It has to answer, if with errors:
 * where nothing comes back, nothing there takes anything back either.
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
