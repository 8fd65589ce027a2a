import { describe, expect, it } from 'vitest';
import { eventsOf, type LedgerItem } from '#domain/ledger/deployment-events.ts';

const entry = { image: 'v2', requestedBy: 'Ada', reason: 'a fix' };
const outcome = { outcome: 'succeeded', reason: 'v2 has all the traffic', endedAt: '2026-01-05T09:10:00.000Z' };
const wait = { kind: 'decision', token: 'one', about: 'the verdict is unclear', slot: 'blue' };
const decision = { at: '2026-01-05T09:05:00.000Z', who: 'judge', what: 'shift', why: 'not worse' };
const stage = { stage: 'PushImage', startedAt: 'then', endedAt: 'now', outcome: 'succeeded' } as const;
const item = (more: Partial<LedgerItem>): LedgerItem => ({ service: 'api', deploymentId: 'd1', ...more });

const told = (before: Partial<LedgerItem> | undefined, after: Partial<LedgerItem>) =>
  eventsOf(before && item(before), item(after));

describe('a change of the ledger', () => {
  it.each([
    [
      'an entry',
      undefined,
      { entry },
      'Sluice Deployment Started',
      { image: 'v2', requestedBy: 'Ada', reason: 'a fix' },
    ],
    [
      'a stage that is done',
      { entry },
      { entry, stages: [{ stage: 'PushImage', startedAt: 'then', endedAt: 'now', outcome: 'succeeded' }] },
      'Sluice Deployment Stage Completed',
      { stage: 'PushImage', number: '3', startedAt: 'then', endedAt: 'now' },
    ],
    [
      'a good end',
      { entry },
      { entry, outcome },
      'Sluice Deployment Succeeded',
      { image: 'v2', requestedBy: 'Ada', why: 'v2 has all the traffic', endedAt: outcome.endedAt },
    ],
    [
      'a rollback',
      { entry },
      { entry, outcome: { ...outcome, outcome: 'rolled-back' } },
      'Sluice Deployment RolledBack',
      {},
    ],
    [
      'a refusal at once',
      undefined,
      { entry, outcome: { ...outcome, outcome: 'refused' } },
      'Sluice Deployment Rejected',
      {},
    ],
    ['a decision', undefined, { decision }, 'Sluice Canary Judged', decision],
  ] as const)('that brings %s tells it, and nothing else', (_, before, after, type, detail) => {
    const events = told(before, after);
    expect(events.map((event) => event.type)).toEqual([type]);
    expect(events[0]?.detail).toMatchObject({ service: 'api', deploymentId: 'd1', ...detail });
  });

  it('that asks a person tells what is asked and what to answer with', () => {
    const [event] = told({ wait: { ...wait, kind: 'bake', token: 'zero' } }, { wait });
    expect(event).toMatchObject({
      type: 'Sluice Deployment Held',
      detail: { why: 'the verdict is unclear', slot: 'blue' },
    });
    const [asked] = told({ entry }, { entry, wait: { ...wait, kind: 'approval', approval: { digest: 'sha256:a' } } });
    const word = { service: 'api', by: 'your name', reason: 'why' };
    expect(JSON.parse(asked?.detail['answer'] ?? '')).toEqual({ ...word, say: 'approve', digest: 'sha256:a' });
    expect(JSON.parse(event?.detail['answer'] ?? '')).toEqual({ ...word, say: 'promote' });
  });

  it.each([
    ['keeps its plan', { entry }, { entry }],
    ['is written a second time', { entry, outcome }, { entry, outcome }],
    ['ends in a way that has no event', { entry }, { entry, outcome: { ...outcome, outcome: 'unknown' } }],
    ['repeats a decision', { decision }, { decision }],
    [
      'has a stage that runs or failed',
      { entry },
      {
        entry,
        stages: [
          { ...stage, outcome: 'running' },
          { ...stage, outcome: 'failed' },
        ],
      },
    ],
    ['had the stage before', { entry, stages: [stage] }, { entry, stages: [stage] }],
    ['opens a bake', undefined, { wait: { ...wait, kind: 'bake' } }],
    ['is still being asked', { wait }, { wait }],
  ] as const)('that only %s tells nothing', (_, before, after) => {
    expect(told(before, after)).toEqual([]);
  });

  it('that completes a stage tells of that stage alone', () => {
    const next = { ...stage, stage: 'CleanUp' } as const;
    const running = { ...stage, outcome: 'running' } as const;
    const names = (before: Partial<LedgerItem>, after: Partial<LedgerItem>) =>
      told(before, after).map(({ detail }) => detail['stage']);
    expect(names({ entry, stages: [stage] }, { entry, stages: [stage, next] })).toEqual(['CleanUp']);
    expect(names({ entry, stages: [running] }, { entry, stages: [stage] })).toEqual(['PushImage']);
  });

  it('that ends a deployment without an entry tells of it without a name', () => {
    expect(told(undefined, { outcome })).toEqual([
      {
        type: 'Sluice Deployment Succeeded',
        detail: {
          service: 'api',
          deploymentId: 'd1',
          image: '',
          requestedBy: '',
          why: outcome.reason,
          endedAt: outcome.endedAt,
        },
      },
    ]);
  });

  it('of something that is no deployment tells nothing', () => {
    expect(eventsOf(undefined, { service: 'api' })).toEqual([]);
    expect(eventsOf(item({ entry }), undefined)).toEqual([]);
  });
});
