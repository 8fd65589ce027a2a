import type { Vote } from './vote.ts';

/** An alarm of the primary, as its last event told it. */
export interface RecordedAlarm {
  readonly name: string;
  readonly state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  readonly at: string;
}

/** An alarm speaks only when it changes: what it said longer ago may have been true of another outage. */
const heardGoodForSeconds = 600;

/** A primary whose alarms are silent may be well or dark: that is no vote for its health. */
export function alarmVote(heard: readonly RecordedAlarm[], now: Date): Vote {
  const source = 'alarms of the primary';
  const at = now.toISOString();
  const fresh = heard.filter((alarm) => now.getTime() - Date.parse(alarm.at) <= heardGoodForSeconds * 1000);
  const red = fresh.filter(({ state }) => state === 'ALARM');
  if (red.length === 0)
    return { source, opinion: 'unknown', at, why: 'none has told of trouble in the last 10 minutes' };
  return {
    source,
    opinion: 'unhealthy',
    at,
    why: red.map(({ name, at: since }) => `${name} since ${since}`).join(', '),
  };
}
