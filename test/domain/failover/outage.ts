import type { FailoverPolicy } from '#domain/failover/policy.ts';
import type { Standing } from '#domain/failover/standing.ts';
import type { Watch } from '#domain/failover/watch.ts';

export const at = '2026-01-04T09:00:00.000Z';
export const now = new Date(at);
export const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

export const policy: FailoverPolicy = {
  automatic: true,
  quorum: 2,
  badRounds: 2,
  cooldownMinutes: 30,
  allowedLossSeconds: 30,
  maintenance: [{ day: 'Sun', from: '23:00', until: '01:00' }],
};
export const calm: Standing = { serving: 'primary', failures: 0 };
export const down: Watch = { badRounds: 2, since: at, recoveries: [], wasUp: true };
