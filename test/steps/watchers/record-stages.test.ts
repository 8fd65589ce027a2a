import { beforeEach, describe, expect, it } from 'vitest';
import type { ExecutionEvent } from '#domain/ledger/stage-history.ts';
import type { RecordedDeployment } from '#ports/ledger/history.ts';
import type { DeploymentProgress } from '#ports/ledger/ledger.ts';
import { watcher } from '#watchers/record-stages.watcher.ts';

const entered = (second: number, state: string): ExecutionEvent => ({
  at: `2026-01-05T09:00:0${second}.000Z`,
  kind: 'entered',
  state,
  isTask: false,
});
const deployment: RecordedDeployment = {
  deploymentId: 'd1',
  service: 'api',
  requestId: 'e1',
  startedAt: '2026-01-05T09:00:00.000Z',
  execution: 'deployment of v2',
  image: 'v2',
  requestedBy: 'Ada',
  reason: 'a fix',
};

let stored: RecordedDeployment;
let writes: number;
let histories: Record<string, ExecutionEvent[]>;
beforeEach(() => {
  stored = deployment;
  writes = 0;
  histories = { 'deployment of v2': [entered(1, 'ValidateConfiguration'), entered(2, 'BuildImage')] };
});

const look = () =>
  watcher.call(undefined, {
    catalogue: { names: async () => ['api'] },
    history: { latest: async () => [stored] },
    executions: { events: async (execution: string) => histories[execution] ?? [] },
    ledger: {
      keep: async (_service: string, _id: string, progress: DeploymentProgress) => {
        writes++;
        stored = { ...stored, ...progress };
      },
    },
  } as never);

function ends(): void {
  stored = { ...stored, ended: { outcome: 'succeeded', reason: 'all is well', endedAt: '2026-01-05T09:00:09.000Z' } };
  histories['deployment of v2']?.push(
    entered(3, 'ShiftTraffic'),
    { at: '2026-01-05T09:00:04.000Z', kind: 'nested', execution: 'shift of v2' },
    { at: '2026-01-05T09:00:09.000Z', kind: 'ended', well: true },
  );
  histories['shift of v2'] = [entered(3, 'SetWeight'), entered(4, 'ShiftComplete')];
}

describe('a look at the stages', () => {
  it('records how far a deployment has come', async () => {
    expect(await look()).toEqual({ recorded: ['d1'] });
    expect(stored.stages?.map(({ stage, outcome }) => `${stage} ${outcome}`)).toEqual([
      'ValidateConfiguration succeeded',
      'BuildImage running',
    ]);
    expect(stored.transitions).toBeUndefined();
  });

  it('writes nothing where nothing has changed, so that nothing is reported again', async () => {
    await look();
    expect(await look()).toEqual({ recorded: [] });
    expect(writes).toBe(1);
  });

  it('counts the transitions at the end, with the executions that it waited for, and never looks again', async () => {
    await look();
    ends();
    await look();
    expect(stored.stages?.at(-1)).toMatchObject({ stage: 'ShiftTraffic', outcome: 'succeeded' });
    expect(stored.transitions).toBe(5);
    histories = {};
    expect(await look()).toEqual({ recorded: [] });
  });

  it('skips a deployment that has an outcome and is still at work: its end is yet to come', async () => {
    stored = { ...stored, ended: { outcome: 'rolled-back', reason: 'stopped', endedAt: '2026-01-05T09:00:05.000Z' } };
    await look();
    expect(stored.transitions).toBeUndefined();
  });
});
