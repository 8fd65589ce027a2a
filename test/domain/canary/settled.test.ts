import { describe, expect, it } from 'vitest';
import { type MeasuredMinute, minuteMs, silence } from '#domain/canary/measured-minute.ts';
import { nextSnapshot, settledMinutes } from '#domain/canary/settled.ts';

const minute = (index: number, requests: number, errors = 0): MeasuredMinute => {
  const served = { ...silence, requests, errors };
  return { at: index * minuteMs, slots: { blue: served, green: served } };
};

const seenAt = (minutes: readonly MeasuredMinute[], index: number) =>
  nextSnapshot(undefined, minutes, index * minuteMs);

/** The minutes, by number, that are known for good at the start of minute `now`. */
function settled(minutes: readonly MeasuredMinute[], before: readonly MeasuredMinute[], now: number): number[] {
  const span = { from: 0, until: now * minuteMs };
  return settledMinutes(minutes, span, seenAt(before, now - 1), now * minuteMs).map(({ at }) => at / minuteMs);
}

describe('a minute is known for good', () => {
  it('once two looks have seen the same of it', () => {
    const first = [minute(0, 100), minute(1, 40)];
    const second = [minute(0, 100), minute(1, 100), minute(2, 100)];
    expect(settled(second, first, 3)).toEqual([0]);
    expect(settled(second, second, 5)).toEqual([0, 1, 2]);
  });

  it('never at the first look, and not when a look follows at once', () => {
    const minutes = [minute(0, 100), minute(1, 100)];
    const span = { from: 0, until: 2 * minuteMs };
    expect(settledMinutes(minutes, span, undefined, 2 * minuteMs)).toEqual([]);
    expect(settledMinutes(minutes, span, seenAt(minutes, 2), 2 * minuteMs + 5000)).toEqual([]);
  });

  it('not before it is two minutes old, though two looks have seen the same: the rest may be on its way', () => {
    const minutes = [minute(0, 100), minute(1, 100)];
    expect(settled(minutes, minutes, 3)).toEqual([0]);
  });

  it('not while it is corrected', () => {
    expect(settled([minute(0, 100, 9), minute(1, 100)], [minute(0, 100), minute(1, 100)], 4)).toEqual([1]);
  });

  it('not where it is empty and users come by the hundred: that is a gap', () => {
    const minutes = [minute(0, 100), minute(2, 100), minute(3, 100)];
    expect(settled(minutes, minutes, 6)).toEqual([0, 2, 3]);
  });

  it('where it is empty, hardly anybody comes, and something newer has arrived', () => {
    const minutes = [minute(0, 1), minute(2, 2)];
    expect(settled(minutes, minutes, 5)).toEqual([0, 1, 2]);
  });
});

describe('a look soon after another', () => {
  const minutes = [minute(0, 100)];
  const at = (seconds: number) => 3 * minuteMs + seconds * 1000;
  const span = { from: 0, until: at(0) };

  /** The looks of the judge, each of which follows ten seconds after one of the watch. */
  it('is compared with all that came before, whoever looked', () => {
    const watch = nextSnapshot(undefined, minutes, at(0));
    const judge = nextSnapshot(watch, minutes, at(10));
    expect(settledMinutes(minutes, span, watch, at(10))).toEqual([]);
    expect(settledMinutes(minutes, span, judge, at(60))).toEqual(minutes);
    const watchAgain = nextSnapshot(judge, minutes, at(60));
    expect(settledMinutes(minutes, span, watchAgain, at(70))).toEqual(minutes);
  });

  it('begins anew for a minute that has changed', () => {
    const watch = nextSnapshot(undefined, [minute(0, 80)], at(0));
    const judge = nextSnapshot(watch, minutes, at(50));
    expect(settledMinutes(minutes, span, judge, at(60))).toEqual([]);
    expect(settledMinutes(minutes, span, judge, at(80))).toEqual(minutes);
  });
});
