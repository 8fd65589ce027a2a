import type { Vote } from './vote.ts';

/** An alarm of the primary region, as of its last event. */
export interface RecordedAlarm {
  readonly name: string;
  readonly state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  readonly at: string;
}

/** Alarms send an event only when they change. An older event may be about another outage. */
const heardGoodForSeconds = 600;

/** If no alarm is active, the primary region may be healthy or unreachable, so this source never votes for healthy. */
export function alarmVote(heard: readonly RecordedAlarm[], now: Date): Vote {
  const source = 'alarms of the primary';
  const at = now.toISOString();
  const fresh = heard.filter((alarm) => now.getTime() - Date.parse(alarm.at) <= heardGoodForSeconds * 1000);
  const red = fresh.filter(({ state }) => state === 'ALARM');
  if (red.length === 0)
    return { source, opinion: 'unknown', at, why: 'no alarm went into ALARM in the last 10 minutes' };
  return {
    source,
    opinion: 'unhealthy',
    at,
    why: red.map(({ name, at: since }) => `${name} since ${since}`).join(', '),
  };
}
