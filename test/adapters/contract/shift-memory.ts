import { describe, expect, it } from 'vitest';
import type { MetricSnapshot } from '#domain/canary/settled.ts';
import type { Wait } from '#domain/ledger/wait.ts';
import type { Decision } from '#domain/ledger/decision.ts';
import type { Decisions } from '#ports/ledger/decisions.ts';
import type { History } from '#ports/ledger/history.ts';
import type { DeploymentEntry } from '#domain/ledger/deployment-entry.ts';
import type { Ledger } from '#ports/ledger/ledger.ts';
import type { OpenWaits } from '#ports/ledger/open-waits.ts';
import type { MetricSnapshots } from '#ports/metrics/metric-snapshots.ts';
import { anImage } from './examples.ts';

export interface ShiftMemoryUnderTest {
  readonly ledger: Ledger;
  readonly history: History;
  readonly waits: OpenWaits;
  readonly metricSnapshots: MetricSnapshots;
  readonly decisions: Decisions;
}

let services = 0;

/** What the memory keeps of a deployment while it runs, and reports afterwards. Each test has its own service. */
export function shiftMemoryKeepsItsWord(make: () => ShiftMemoryUnderTest): void {
  const fresh = () => ({ ...make(), service: `remembered-${++services}` });

  describe('a wait', () => {
    const waitOf = (service: string, deploymentId: string): Wait => ({
      service,
      deploymentId,
      kind: 'bake',
      token: `token of ${deploymentId}`,
      openedAt: '2026-01-05T09:00:00.000Z',
      about: 'blue bakes at 20 %',
      slot: 'blue',
      targetsNeeded: 2,
      progress: { step: 0, journey: [{ step: 0, weight: 20, at: '2026-01-05T09:00:00.000Z' }], forced: false },
    });

    it('is found until it is closed, however often it is read', async () => {
      const { waits, service } = fresh();
      expect(await waits.find(service)).toBeUndefined();
      await waits.close(service, 'd-1');
      await waits.open(waitOf(service, 'd-1'));
      expect(await waits.find(service)).toEqual(waitOf(service, 'd-1'));
      await waits.close(service, 'd-1');
      await waits.close(service, 'd-1');
      expect(await waits.find(service)).toBeUndefined();
    });

    it('is the newest of a service, and an earlier waiter cannot close it', async () => {
      const { waits, service } = fresh();
      await waits.open(waitOf(service, 'd-1'));
      await waits.open(waitOf(service, 'd-2'));
      await waits.close(service, 'd-1');
      expect(await waits.find(service)).toEqual(waitOf(service, 'd-2'));
    });
  });

  describe('a snapshot', () => {
    const since = 1_767_600_000_000;
    const snapshot: MetricSnapshot = { minutes: { '1767599940000': { counts: '60 0 0 240 1 3', since } } };

    it('belongs to the deployment that saw it: the next one starts afresh', async () => {
      const { metricSnapshots, service } = fresh();
      expect(await metricSnapshots.last(service, 'd-1')).toBeUndefined();
      await metricSnapshots.keep(service, 'd-1', snapshot);
      expect(await metricSnapshots.last(service, 'd-1')).toEqual(snapshot);
      expect(await metricSnapshots.last(service, 'd-2')).toBeUndefined();
      await metricSnapshots.keep(service, 'd-2', { minutes: {} });
      expect(await metricSnapshots.last(service, 'd-1')).toBeUndefined();
    });
  });

  describe('decisions', () => {
    const decisionAt = (minute: number, more: Partial<Decision> = {}): Decision => ({
      deploymentId: 'd-1',
      at: `2026-01-05T09:0${minute}:00.000Z`,
      who: 'judge',
      what: 'shift',
      why: 'not worse',
      ...more,
    });

    it('are listed oldest first, whatever order they came in, and of one deployment alone', async () => {
      const { decisions, service } = fresh();
      for (const minute of [3, 1, 2]) await decisions.record(service, decisionAt(minute));
      await decisions.record(service, decisionAt(1, { deploymentId: 'd-2' }));
      expect(await decisions.of(service, 'd-1')).toEqual([1, 2, 3].map((minute) => decisionAt(minute)));
    });

    it('are kept once where the same decider decided at the same moment, and twice where two did', async () => {
      const { decisions, service } = fresh();
      await decisions.record(service, decisionAt(1));
      await decisions.record(service, decisionAt(1));
      await decisions.record(service, decisionAt(1, { who: 'person', what: 'hold' }));
      expect((await decisions.of(service, 'd-1')).map(({ who }) => who)).toEqual(['judge', 'person']);
    });
  });

  describe('the history', () => {
    const entryOf = (service: string, deploymentId: string): DeploymentEntry => ({
      deploymentId,
      service,
      requestId: `${service} ${deploymentId}`,
      startedAt: '2026-01-05T09:00:00.000Z',
      execution: `execution of ${deploymentId}`,
      image: 'v2',
      requestedBy: 'ci',
      reason: 'a release',
    });
    const refusal = { outcome: 'refused', reason: 'busy', endedAt: '2026-01-05T09:00:01.000Z' } as const;

    it('lists what was deployed, newest first, with how it ended', async () => {
      const { ledger, history, service } = fresh();
      const release = { image: anImage, taskDefinition: 'api:7' };
      const stages = [
        { stage: 'ValidateConfiguration', startedAt: '2026-01-05T09:00:00.000Z', outcome: 'running' },
      ] as const;
      await ledger.admit(entryOf(service, 'd-1'), '2026-01-07T09:00:00.000Z');
      await ledger.keep(service, 'd-1', { release, stages, transitions: 80 });
      await ledger.refuse(entryOf(service, 'd-2'), refusal);
      const [second, first] = [
        { ...entryOf(service, 'd-2'), ended: refusal },
        { ...entryOf(service, 'd-1'), release, stages, transitions: 80 },
      ];
      expect(await history.latest(service, 10)).toEqual([second, first]);
      expect(await history.latest(service, 1)).toEqual([second]);
      expect(await history.find(service, 'd-1')).toEqual(first);
      expect(await history.find(service, 'd-3')).toBeUndefined();
    });
  });
}
