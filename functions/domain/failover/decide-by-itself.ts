import { windowAt } from './maintenance.ts';
import type { FailoverPolicy } from './policy.ts';
import type { Standing } from './standing.ts';
import { roundsWanted, type Watch } from './watch.ts';

export interface Decision {
  readonly kind: 'stay' | 'fail-over' | 'ask';
  readonly why: string;
}

/** Whether the standby takes over automatically. If there is any obstacle, a person decides. */
export function decideByItself(watch: Watch, standing: Standing, policy: FailoverPolicy, now: Date): Decision {
  const { badRounds, since, recoveries } = watch;
  const wanted = roundsWanted(policy.badRounds, watch);
  const flaps = recoveries.length === 0 ? '' : ` after ${recoveries.length} recoveries in the last 15 minutes`;
  const seen = `The primary region was down in ${badRounds} of ${wanted} consecutive rounds${flaps}`;
  if (badRounds === 0) return { kind: 'stay', why: 'The primary region is not down' };
  if (standing.serving === 'standby') return { kind: 'stay', why: `${seen}, but the standby region already serves` };
  if (standing.running !== undefined) return { kind: 'stay', why: `${seen}; ${standing.running.runId} is running` };
  if (badRounds < wanted) return { kind: 'stay', why: seen };
  const obstacle = watch.wasUp ? obstacleTo(standing, policy, now) : 'the standby region has never seen it healthy';
  if (obstacle !== undefined) return { kind: 'ask', why: `${seen}, but ${obstacle}` };
  return { kind: 'fail-over', why: `${seen}, since ${since}` };
}

/** Health checks lag by half a minute, alarms by three minutes. A dispute that lasts longer is real. */
const disputedForSeconds = 180;

/** The region responds to the standby, but users may not reach it. A person has to decide. */
export function decideDispute({ disputedSince }: Watch, standing: Standing, now: Date): Decision {
  const seconds = disputedSince === undefined ? 0 : (now.getTime() - Date.parse(disputedSince)) / 1000;
  const seen = `The primary region has responded to the standby for ${Math.floor(seconds)} s, while other sources report it down`;
  const isOurs = standing.serving === 'primary' && standing.running === undefined;
  return { kind: isOurs && seconds >= disputedForSeconds ? 'ask' : 'stay', why: seen };
}

const mostFailures = 3;

function obstacleTo({ hold, endedAt, failures }: Standing, policy: FailoverPolicy, now: Date): string | undefined {
  if (!policy.automatic) return 'automatic failover is disabled';
  if (hold !== undefined) return `${hold.by} has put failovers on hold since ${hold.since}: ${hold.reason}`;
  if (failures >= mostFailures) return `${failures} failovers failed`;
  const window = windowAt(policy.maintenance, now);
  if (window !== undefined) return `it is under maintenance (${window.day} ${window.from}–${window.until} UTC)`;
  if (endedAt === undefined) return undefined;
  const minutes = (now.getTime() - Date.parse(endedAt)) / 60_000;
  if (minutes >= policy.cooldownMinutes) return undefined;
  return `the last failover ended ${Math.floor(minutes)} minutes ago, and the cooldown is ${policy.cooldownMinutes} minutes`;
}
