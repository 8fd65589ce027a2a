import { describe, expect, it } from 'vitest';
import { dispatchesOf } from '#domain/ledger/deployment-queue.ts';

const waiting = (deploymentId: string, minute: number, more: { token?: string; runs?: boolean } = {}) => ({
  deploymentId,
  execution: `execution of ${deploymentId}`,
  askedAt: `2026-01-05T09:0${minute}:00.000Z`,
  runs: true,
  token: `token of ${deploymentId}`,
  ...more,
});

const told = (line: Parameters<typeof dispatchesOf>[0], isFree: boolean) =>
  dispatchesOf(line, isFree).map(({ kind, waiting: { deploymentId } }) => `${deploymentId} ${kind}`);

describe('the line of a service', () => {
  it('keeps the newest and tells every older one, whichever came in first', () => {
    expect(told([waiting('d-2', 2), waiting('d-3', 3), waiting('d-1', 1)], false)).toEqual([
      'd-1 refuse',
      'd-2 refuse',
    ]);
  });

  it('lets the newest go when the service is free', () => {
    expect(told([waiting('d-1', 1), waiting('d-2', 2)], true)).toEqual(['d-1 refuse', 'd-2 go']);
  });

  it('tells two that asked in the same moment apart by their ids', () => {
    expect(told([waiting('d-b', 1), waiting('d-a', 1)], true)).toEqual(['d-a refuse', 'd-b go']);
  });

  it('closes one whose execution has ended, and lets the one before go in its place', () => {
    expect(told([waiting('d-1', 1), waiting('d-2', 2, { runs: false })], true)).toEqual(['d-2 refuse', 'd-1 go']);
  });

  it('waits for one that does not wait yet', () => {
    const { token: _, ...unreachable } = waiting('d-1', 1);
    expect(told([unreachable], true)).toEqual([]);
  });

  it('of no request asks for nothing', () => {
    expect(told([], true)).toEqual([]);
  });

  it('says who waits in whose place', () => {
    const [first] = dispatchesOf([waiting('d-1', 1), waiting('d-2', 2)], false);
    expect(first).toMatchObject({ why: 'd-2 asked later and waits in its place' });
  });
});
