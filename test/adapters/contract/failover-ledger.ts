import { expect, it } from 'vitest';
import type { FailoverLedger, RunClosing } from '#ports/regions/failover-ledger.ts';
import type { RunEntry } from '#domain/failover/run-record.ts';

const until = '2026-01-05T10:00:00.000Z';
const endedAt = '2026-01-05T09:05:00.000Z';

const entryOf = (runId: string): RunEntry => ({
  runId,
  mode: 'automatic',
  force: false,
  startedAt: '2026-01-05T09:00:00.000Z',
  outageSince: '2026-01-05T08:59:40.000Z',
  by: 'the primary monitor',
  reason: 'the primary answers nothing',
  execution: `execution of ${runId}`,
});

const closingOf = (runId: string, fence: number, counts: RunClosing['counts']): RunClosing => ({
  runId,
  fence,
  outcome: { ending: 'taken-over', why: 'all is well', stillToDo: [], endedAt },
  serving: counts === 'as-a-move' ? 'standby' : 'primary',
  counts,
});

/** What the standby's memory promises, wherever it is kept. Each test begins with an empty one. */
export function failoverLedgerKeepsItsWord(make: () => Promise<FailoverLedger>): void {
  it('lets one run begin, tells the second which run is at work, and gives the first the same answer again', async () => {
    const ledger = await make();
    expect(await ledger.standing()).toEqual({ serving: 'primary', failures: 0 });
    expect(await ledger.begin(entryOf('r-1'), until)).toEqual({ kind: 'begun', fence: 1 });
    expect(await ledger.begin(entryOf('r-1'), until)).toEqual({ kind: 'begun', fence: 1 });
    const runner = { runId: 'r-1', execution: 'execution of r-1', fence: 1, expiresAt: until };
    expect(await ledger.begin(entryOf('r-2'), until)).toEqual({ kind: 'busy', runner });
    expect(await ledger.atWork('r-1')).toEqual({ running: runner });
  });

  it('lets one of several begin that ask at the same moment', async () => {
    const ledger = await make();
    const asked = await Promise.allSettled(['r-1', 'r-2', 'r-3'].map((runId) => ledger.begin(entryOf(runId), until)));
    const begun = asked.filter((answer) => answer.status === 'fulfilled' && answer.value.kind === 'begun');
    expect(begun).toHaveLength(1);
  });

  it('closes a run once, for the runner with its number, and never lets it begin again', async () => {
    const ledger = await make();
    await ledger.begin(entryOf('r-1'), until);
    expect(await ledger.close(closingOf('r-1', 7, 'as-a-move'))).toBe(false);
    expect(await ledger.close(closingOf('r-1', 1, 'as-a-move'))).toBe(true);
    expect(await ledger.close(closingOf('r-1', 1, 'as-a-move'))).toBe(true);
    expect(await ledger.standing()).toEqual({ serving: 'standby', failures: 0, endedAt });
    expect(await ledger.begin(entryOf('r-1'), until)).toEqual({ kind: 'over' });
    expect(await ledger.begin(entryOf('r-2'), until)).toEqual({ kind: 'begun', fence: 2 });
  });

  it('hands a run over to the execution that continues it, and refuses the one before', async () => {
    const ledger = await make();
    await ledger.begin(entryOf('r-1'), until);
    expect(await ledger.takeOver('r-2', 'another', until)).toBeUndefined();
    expect(await ledger.takeOver('r-1', 'another', until)).toMatchObject({ execution: 'another', fence: 2 });
    expect(await ledger.takeOver('r-1', 'another', until)).toMatchObject({ execution: 'another', fence: 2 });
    expect(await ledger.close(closingOf('r-1', 1, 'as-a-move'))).toBe(false);
    expect(await ledger.close(closingOf('r-1', 2, 'as-a-move'))).toBe(true);
    expect(await ledger.takeOver('r-1', 'a third', until)).toBeUndefined();
  });

  it('counts failures until traffic moves or a person lifts the hold', async () => {
    const ledger = await make();
    const failuresAfter = async (runId: string, fence: number, counts: RunClosing['counts']) => {
      await ledger.begin(entryOf(runId), until);
      await ledger.close(closingOf(runId, fence, counts));
      return (await ledger.standing()).failures;
    };
    expect(await failuresAfter('r-1', 1, 'as-a-failure')).toBe(1);
    expect(await failuresAfter('r-2', 2, 'not-at-all')).toBe(1);
    expect(await failuresAfter('r-3', 3, 'as-a-failure')).toBe(2);
    const hold = { by: 'Ada', reason: 'the network', since: until, remindedAt: until };
    await ledger.hold(hold);
    expect(await ledger.standing()).toMatchObject({ hold, failures: 2 });
    await ledger.lift();
    expect(await ledger.standing()).toEqual({ serving: 'primary', failures: 0 });
    expect(await failuresAfter('r-4', 4, 'as-a-failure')).toBe(1);
    expect(await failuresAfter('r-5', 5, 'as-a-move')).toBe(0);
  });

  it('keeps the facts of a run, in their order, and what a person said', async () => {
    const ledger = await make();
    await ledger.begin(entryOf('r-1'), until);
    const notes = ['looked', 'moved'].map((what) => ({ at: until, what, why: 'it was due' }));
    for (const note of notes) await ledger.note('r-1', note);
    const loss = { seconds: 240, why: 'the replica was 240 s behind' };
    const word = { kind: 'accept-loss', by: 'Ada', reason: 'go', at: until, acceptLossSeconds: 300 } as const;
    await ledger.keep('r-1', { loss });
    await ledger.keep('r-1', { word });
    expect(await ledger.run('r-1')).toEqual({ entry: entryOf('r-1'), notes, loss, word });
    expect((await ledger.atWork('r-1')).word).toEqual(word);
    expect(await ledger.run('r-2')).toBeUndefined();
  });

  it('remembers the watch', async () => {
    const ledger = await make();
    const watch = { badRounds: 2, since: until, lookedAt: until, recoveries: [until], wasUp: true };
    await ledger.keepWatch(watch);
    expect(await ledger.watch()).toEqual(watch);
  });
}
