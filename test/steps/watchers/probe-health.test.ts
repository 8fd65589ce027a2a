import { describe, expect, it } from 'vitest';
import type { HealthPolicy } from '#domain/deployment/health-score.ts';
import type { ProbeResult } from '#ports/metrics/probe-results.ts';
import { targetOf } from '#rehearsal/simulator/world/target.ts';
import { watcher } from '#watchers/probe-health.watcher.ts';

const target = {
  ...targetOf({
    name: 'api',
    environment: 'test',
    region: 'us-east-1',
    repository: 'api',
    tasks: { min: 2, max: 2 },
    strategy: { name: 'quick', steps: [{ weight: 100, bakeSeconds: 0 }] },
  }),
  health: {
    endpoints: ['/health'],
    needs: { database: '/health/database', cache: '/health/cache' },
    timeoutSeconds: 5,
    tries: 3,
    minimumScore: 0.95,
  },
};

/** Two tasks on blue and none on green; the endpoints in `down` answer with an error. */
async function probed(down: readonly string[] = []) {
  const told: ProbeResult[] = [];
  const ports = {
    catalogue: {
      names: async () => ['api', 'removed meanwhile'],
      find: async (name: string) => (name === 'api' ? target : undefined),
    },
    tasks: {
      addresses: async (_: unknown, slot: string) => (slot === 'blue' ? ['10.0.101.1:3000', '10.0.101.2:3000'] : []),
    },
    testRoute: {
      ask: async (addresses: readonly string[], { endpoints, tries }: HealthPolicy) =>
        addresses.flatMap((address) =>
          endpoints.flatMap((endpoint) => {
            const isDown = down.some((what) => what === endpoint || what === address);
            return Array.from({ length: tries }, () => ({
              endpoint,
              ...(isDown ? { problem: 'ECONNREFUSED' } : { status: 200 }),
            }));
          }),
        ),
    },
    results: { tell: (result: ProbeResult) => told.push(result) },
  };
  const output = await watcher.call({}, ports);
  return { output, told };
}

describe('a probe', () => {
  it('asks every task of every slot that has some, about itself and what it needs', async () => {
    const { output, told } = await probed();
    expect(output).toEqual({ probed: ['api on blue'] });
    expect(told).toEqual([
      {
        service: 'api',
        environment: 'test',
        slot: 'blue',
        score: 1,
        checks: [
          { check: 'application', score: 1 },
          { check: 'database', score: 1 },
          { check: 'cache', score: 1 },
        ],
      },
    ]);
  });

  it('reports which need is down', async () => {
    const { told } = await probed(['/health/database']);
    expect(told[0]?.score).toBeCloseTo(2 / 3);
    expect(told[0]?.checks[1]).toEqual({ check: 'database', score: 0 });
  });

  it('scores a slot without an answer with 0, and does not stay silent', async () => {
    const { told } = await probed(['10.0.101.1:3000', '10.0.101.2:3000']);
    expect(told).toMatchObject([{ slot: 'blue', score: 0 }]);
  });

  it('scores a task that does not answer, once for each check', async () => {
    const { told } = await probed(['10.0.101.2:3000']);
    expect(told[0]?.score).toBe(0.5);
    expect(told[0]?.checks.map(({ score }) => score)).toEqual([0.5, 0.5, 0.5]);
  });
});
