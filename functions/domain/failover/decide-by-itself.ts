import { windowAt } from './maintenance.ts';
import type { FailoverPolicy } from './policy.ts';
import type { Standing } from './standing.ts';
import { roundsWanted, type Watch } from './watch.ts';

export interface Decision {
  readonly kind: 'stay' | 'fail-over' | 'ask';
  readonly why: string;
}

/** Whether the standby takes over by itself. Whatever speaks against it makes a person decide. */
export function decideByItself(watch: Watch, standing: Standing, policy: FailoverPolicy, now: Date): Decision {
  const { badRounds, since, recoveries } = watch;
  const wanted = roundsWanted(policy.badRounds, watch);
  const flaps = recoveries.length === 0 ? '' : ` after ${recoveries.length} recoveries in the last 15 minutes`;
  const seen = `The primary was down in ${badRounds} of ${wanted} looks in a row${flaps}`;
  if (badRounds === 0) return { kind: 'stay', why: 'The primary is not down' };
  if (standing.serving === 'standby') return { kind: 'stay', why: `${seen}, but the standby serves already` };
  if (standing.running !== undefined) return { kind: 'stay', why: `${seen}; ${standing.running.runId} is at work` };
  if (badRounds < wanted) return { kind: 'stay', why: seen };
  const obstacle = watch.wasUp ? obstacleTo(standing, policy, now) : 'the standby has never seen it well';
  if (obstacle !== undefined) return { kind: 'ask', why: `${seen}, but ${obstacle}` };
  return { kind: 'fail-over', why: `${seen}, since ${since}` };
}

/** Checkers tell of half a minute ago, alarms of three: a dispute that lasts longer is about something. */
const disputedForSeconds = 180;

/** Users may not reach a region that answers the standby. That is for a person to say. */
export function decideDispute({ disputedSince }: Watch, standing: Standing, now: Date): Decision {
  const seconds = disputedSince === undefined ? 0 : (now.getTime() - Date.parse(disputedSince)) / 1000;
  const seen = `The primary has answered the standby for ${Math.floor(seconds)} s while others say that it is down`;
  const isOurs = standing.serving === 'primary' && standing.running === undefined;
  return { kind: isOurs && seconds >= disputedForSeconds ? 'ask' : 'stay', why: seen };
}

const mostFailures = 3;

function obstacleTo({ hold, endedAt, failures }: Standing, policy: FailoverPolicy, now: Date): string | undefined {
  if (!policy.automatic) return 'failover by itself is switched off';
  if (hold !== undefined) return `${hold.by} holds failovers since ${hold.since}: ${hold.reason}`;
  if (failures >= mostFailures) return `${failures} failovers came to nothing`;
  const window = windowAt(policy.maintenance, now);
  if (window !== undefined) return `it is under maintenance (${window.day} ${window.from}–${window.until} UTC)`;
  if (endedAt === undefined) return undefined;
  const minutes = (now.getTime() - Date.parse(endedAt)) / 60_000;
  if (minutes >= policy.cooldownMinutes) return undefined;
  return `the last one ended ${Math.floor(minutes)} minutes ago, and ${policy.cooldownMinutes} have to pass`;
}
