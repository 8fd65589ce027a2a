import { describe, expect, it } from 'vitest';
import type { RehearsalRecord } from '#rehearsal/record.ts';
import { scenariosNamed } from '#rehearsal/scenarios/all.ts';
import { playAll } from './played.ts';

/** As in a rehearsal: on a faster clock, a minute would not have the requests that the judge needs. */
const clockSpeed = 10;

/**
 * What only real metrics and alarms can show: they interrupt a bake and roll back a version, but not where both
 * versions fail alike. The other canaries take two minutes each; `npm run rehearse` plays them by name.
 */
const stories = scenariosNamed('alarm-in-bake', 'canary-errors', 'canary-shared-incident');

describe('on the local cloud', () => {
  const records: RehearsalRecord[] = [];
  playAll(stories, clockSpeed, (record) => records.push(record));

  it('records what the judge saw at each look, and why it let a version pass', () => {
    const { looks = [] } = records.find(({ scenario }) => scenario === 'canary-shared-incident') ?? {};
    expect(looks.at(-1)).toMatchObject({ rollbackAt: 100, explanation: expect.stringContaining('Promoted') });
    expect(Math.max(...looks.map(({ evidence }) => evidence))).toBeLessThan(100);
  });

  it('records who rolled a version back, and why', () => {
    const { decisions = [] } = records.find(({ scenario }) => scenario === 'canary-errors') ?? {};
    const back = decisions.find(({ what }) => what === 'rolls back');
    // One request in twenty is what the alarm of every version watches for: three bad minutes in a row come before the judge.
    expect(back?.why).toMatch(/^judge: Rolled back|^Rolled back|^alarm: the alarm \S+-errors is active/);
  });

  it('an alarm moves all traffic back within ten seconds on every clock', () => {
    const record = records.find(({ scenario }) => scenario === 'alarm-in-bake');
    const alarmAt = record?.timeline.find(({ what }) => what.endsWith('goes into ALARM'))?.elapsedSeconds ?? Number.NaN;
    const back = record?.weights.find(
      ({ elapsedSeconds, blue, green }) => elapsedSeconds > alarmAt && (blue === 100 || green === 100),
    );
    expect((back?.elapsedSeconds ?? Number.NaN) - alarmAt).toBeLessThan(10);
  });
});
