import { expect, it } from 'vitest';
import type { PrimaryNews } from '#ports/primary-news.ts';

const earlier = '2026-01-05T09:05:00.000Z';
const later = '2026-01-05T10:00:00.000Z';

/** What the standby remembers of what it is told, wherever it is kept. Each test begins with nothing. */
export function primaryNewsKeepsItsWord(make: () => Promise<PrimaryNews>): void {
  it('remembers the last that each alarm told', async () => {
    const news = await make();
    expect(await news.alarms()).toEqual([]);
    await news.hearAlarm({ name: 'api-blue-errors', state: 'ALARM', at: earlier });
    await news.hearAlarm({ name: 'api-green-errors', state: 'ALARM', at: earlier });
    await news.hearAlarm({ name: 'api-blue-errors', state: 'OK', at: later });
    const alarms = (await news.alarms()).toSorted((a, b) => a.name.localeCompare(b.name));
    expect(alarms).toEqual([
      { name: 'api-blue-errors', state: 'OK', at: later },
      { name: 'api-green-errors', state: 'ALARM', at: earlier },
    ]);
  });

  it('remembers of each deployment that it began and that it ended, in whichever order and however often it is told', async () => {
    const news = await make();
    expect(await news.deployments()).toEqual([]);
    const began = (deploymentId: string) => news.mirrorDeployment({ deploymentId, toldAt: earlier });
    const ended = (deploymentId: string) => news.mirrorDeployment({ deploymentId, endedAt: later });
    await began('20260105-1');
    await ended('20260105-1');
    await ended('20260105-2');
    await began('20260105-2');
    await began('20260105-3');
    await began('20260105-3');
    expect(await news.deployments()).toEqual([
      { deploymentId: '20260105-3', toldAt: earlier },
      { deploymentId: '20260105-2', toldAt: earlier, endedAt: later },
      { deploymentId: '20260105-1', toldAt: earlier, endedAt: later },
    ]);
  });
}
