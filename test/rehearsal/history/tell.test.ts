import { describe, expect, it } from 'vitest';
import type { RecordedDeployment } from '#ports/history.ts';
import { duration, tellDeployment } from '#rehearsal/history/tell.ts';

const running: RecordedDeployment = {
  deploymentId: '20260105T090000Z-api-1f9c2e7a',
  service: 'api',
  requestId: 'e1',
  startedAt: '2026-01-05T09:00:00Z',
  execution: 'arn:execution',
  image: 'v2',
  requestedBy: 'ada',
  reason: 'faster search',
};

describe('a deployment of the past', () => {
  it('is told with how it ended and why', () => {
    const reason = 'RolloutFailed: v2 does not start. All traffic is on green';
    const told = tellDeployment({
      ...running,
      ended: { outcome: 'rolled-back', reason, endedAt: '2026-01-05T09:02:05Z' },
    });
    expect(told.split('\n')).toEqual([
      'ROLLED-BACK  v2  20260105T090000Z-api-1f9c2e7a',
      '  when   2026-01-05T09:00:00Z, 2 min 05 s',
      '  who    ada: faster search',
      `  why    ${reason}`,
      '  where  arn:execution',
    ]);
  });

  it('is told with its stages, the one that failed, and its price', () => {
    const told = tellDeployment({
      ...running,
      stages: [
        {
          stage: 'ValidateConfiguration',
          startedAt: '2026-01-05T09:00:00Z',
          endedAt: '2026-01-05T09:00:02Z',
          outcome: 'succeeded',
        },
        {
          stage: 'DeployApplication',
          startedAt: '2026-01-05T09:00:02Z',
          endedAt: '2026-01-05T09:01:02Z',
          outcome: 'failed',
        },
      ],
      transitions: 80,
    });
    expect(told).toContain(`  stages 1 validate configuration: 2 s
         5 deploy application: 1 min 00 s, FAILED
  cost   80 state transitions, 0.0020 USD`);
  });

  it('that brings an earlier release back says which, without the digest', () => {
    const image = `v1@sha256:${'a'.repeat(64)}`;
    const told = tellDeployment({ ...running, image, restores: '20260104T090000Z-api-aaaaaaaa', commit: 'abc1234' });
    expect(told).toContain('RUNNING  v1  20260105');
    expect(told).toContain('  what   brings back what 20260104T090000Z-api-aaaaaaaa brought');
    expect(told).toContain('  commit abc1234');
    expect(told).not.toContain('sha256');
  });

  it('is told as running while it has no end', () => {
    expect(tellDeployment(running)).toContain('RUNNING  v2');
    expect(tellDeployment(running)).not.toContain('why');
  });
});

it.each([
  ['2026-01-05T09:00:48Z', '48 s'],
  ['2026-01-05T09:12:05Z', '12 min 05 s'],
  ['2026-01-05T10:03:59Z', '1 h 03 min'],
  ['2026-01-05T08:59:59Z', '0 s'],
])('until %s it took %s', (to, words) => {
  expect(duration('2026-01-05T09:00:00Z', to)).toBe(words);
});
