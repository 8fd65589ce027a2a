import { describe, expect, it } from 'vitest';
import { eventsOf, type LedgerItem } from '#domain/ledger/deployment-events.ts';

const entry = { image: 'v2', requestedBy: 'Ada', reason: 'a fix' };
const outcome = { outcome: 'succeeded', reason: 'v2 has all the traffic', endedAt: '2026-01-05T09:10:00.000Z' };
const wait = { kind: 'decision', token: 'one', about: 'nobody can tell', slot: 'blue' };
const decision = { at: '2026-01-05T09:05:00.000Z', who: 'judge', what: 'shift', why: 'not worse' };
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
    expect(event).toMatchObject({ type: 'Sluice Deployment Held', detail: { why: 'nobody can tell', slot: 'blue' } });
    const [asked] = told({ entry }, { entry, wait: { ...wait, kind: 'approval', approval: { digest: 'sha256:a' } } });
    expect(JSON.parse(asked?.detail['answer'] ?? '')).toMatchObject({ say: 'approve', digest: 'sha256:a' });
    expect(JSON.parse(event?.detail['answer'] ?? '')).toMatchObject({ service: 'api', say: 'promote' });
  });

  it.each([
    ['keeps its plan', { entry }, { entry }],
    ['is written a second time', { entry, outcome }, { entry, outcome }],
    ['opens a bake', undefined, { wait: { ...wait, kind: 'bake' } }],
    ['is still being asked', { wait }, { wait }],
  ] as const)('that only %s tells nothing', (_, before, after) => {
    expect(told(before, after)).toEqual([]);
  });

  it('of something that is no deployment tells nothing', () => {
    expect(eventsOf(undefined, { service: 'api' })).toEqual([]);
    expect(eventsOf(item({ entry }), undefined)).toEqual([]);
  });
});
