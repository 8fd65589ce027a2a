import { describe, expect, it } from 'vitest';
import type { Wait } from '#domain/ledger/wait.ts';
import { watcher } from '#watchers/look-at-bakes.watcher.ts';
import { api } from '../support/account.ts';

const now = '2026-01-05T09:30:00.000Z';
const waiting = (service: string, kind: Wait['kind']): Wait => ({
  service,
  deploymentId: `${service}-1`,
  kind,
  token: `token of ${service}`,
  openedAt: now,
  about: 'blue bakes at 20 %',
  slot: 'blue',
  targetsNeeded: 2,
  progress: { step: 0, journey: [{ step: 0, weight: 20, at: now }], forced: false },
});

/** Blue has one healthy target and needs two; the services in `silent` cannot be read. */
async function looked(waits: readonly Wait[], silent: readonly string[] = []) {
  const answered: string[] = [];
  const ports = {
    catalogue: { names: async () => waits.map(({ service }) => service), find: async () => api },
    waits: {
      find: async (service: string) => {
        if (silent.includes(service)) throw new Error('ThrottlingException');
        return waits.find((wait) => wait.service === service);
      },
    },
    ledger: { progress: async () => ({ plan: { target: api } }) },
    alarms: { ringing: async () => ({ blue: [], green: [] }) },
    router: { health: async () => ({ healthyTargets: 1 }) },
    waiters: {
      answer: async (token: string) => {
        answered.push(token);
        return true;
      },
    },
  };
  const outcome = await watcher.call({ time: now }, ports as never).catch((error: unknown) => error);
  return { answered, outcome };
}

describe('a look at what bakes', () => {
  it.each(['bake', 'decision'] as const)('rolls back a bad version that waits for a %s', async (kind) => {
    const { answered, outcome } = await looked([waiting('api', kind)]);
    expect(answered).toEqual(['token of api']);
    expect(outcome).toEqual({ interrupted: ['api'] });
  });

  it('skips a version that waits for approval: it has no task yet', async () => {
    const { answered } = await looked([waiting('api', 'approval')]);
    expect(answered).toEqual([]);
  });

  it('continues with the next service where one cannot be read, and fails in the end so that an alarm reports it', async () => {
    const { answered, outcome } = await looked([waiting('api', 'bake'), waiting('web', 'bake')], ['api']);
    expect(answered).toEqual(['token of web']);
    expect(String(outcome)).toContain('These services could not be judged: api: ThrottlingException');
  });
});
