import { expect, it } from 'vitest';
import type { PrimaryState } from '#ports/regions/primary-state.ts';

const earlier = '2026-01-05T09:05:00.000Z';
const later = '2026-01-05T10:00:00.000Z';

/** What the standby remembers of the events it receives, wherever it is kept. Each test begins with nothing. */
export function primaryStateKeepsItsWord(make: () => Promise<PrimaryState>): void {
  it('remembers the last state of each alarm', async () => {
    const primaryState = await make();
    expect(await primaryState.alarms()).toEqual([]);
    await primaryState.recordAlarm({ name: 'api-blue-errors', state: 'ALARM', at: earlier });
    await primaryState.recordAlarm({ name: 'api-green-errors', state: 'ALARM', at: earlier });
    await primaryState.recordAlarm({ name: 'api-blue-errors', state: 'OK', at: later });
    const alarms = (await primaryState.alarms()).toSorted((a, b) => a.name.localeCompare(b.name));
    expect(alarms).toEqual([
      { name: 'api-blue-errors', state: 'OK', at: later },
      { name: 'api-green-errors', state: 'ALARM', at: earlier },
    ]);
  });

  it('remembers of each deployment that it began and that it ended, in any order and however often the events come', async () => {
    const primaryState = await make();
    expect(await primaryState.deployments()).toEqual([]);
    const began = (deploymentId: string) => primaryState.mirrorDeployment({ deploymentId, toldAt: earlier });
    const ended = (deploymentId: string) => primaryState.mirrorDeployment({ deploymentId, endedAt: later });
    await began('20260105-1');
    await ended('20260105-1');
    await ended('20260105-2');
    await began('20260105-2');
    await began('20260105-3');
    await began('20260105-3');
    expect(await primaryState.deployments()).toEqual([
      { deploymentId: '20260105-3', toldAt: earlier },
      { deploymentId: '20260105-2', toldAt: earlier, endedAt: later },
      { deploymentId: '20260105-1', toldAt: earlier, endedAt: later },
    ]);
  });
}
