import { numberOf } from '#domain/deployment/stages.ts';
import { describe, expect, it } from 'vitest';
import type { RecordedDeployment } from '#ports/ledger/history.ts';
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
  it('is shown with how it ended and why', () => {
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

  it('is shown with its stages, the one that failed, and its price', () => {
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
         ${numberOf('DeployApplication')} deploy application: 1 min 00 s, FAILED
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

  it('tells each verdict with its reason and what the judge saw', () => {
    const canary = { requests: 300, errors: 15, p99: 0.0246 };
    const live = { requests: 2700, errors: 2, p99: 0.025 };
    const look = { minute: 4, step: 0, weight: 10, evidence: 131.234, rollbackAt: 100, canary, live };
    const told = tellDeployment(running, [
      { deploymentId: running.deploymentId, at: '2026-01-05T09:00:01Z', who: 'admission', what: 'warn', why: 'Few.' },
      {
        ...{ deploymentId: running.deploymentId, at: '2026-01-05T09:06:00Z', who: 'judge', what: 'reject' },
        ...{ why: 'Rolled back: worse, mostly by errors.', series: [{ ...look, minute: 3 }, look] },
      },
    ]);
    expect(told.split('\n').filter((line) => /judged|minute/.test(line))).toEqual([
      '  judged 2026-01-05T09:00:01Z admission: warns. Few.',
      '  judged 2026-01-05T09:06:00Z judge: rolls back. Rolled back: worse, mostly by errors.',
      '         minute 4 at 10 %: canary 300 requests, 15 failed, p99 25 ms; live 2700 requests, 2 failed, p99 25 ms; evidence 131.23 of 100',
    ]);
  });

  it('is shown as running while it has no end', () => {
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
