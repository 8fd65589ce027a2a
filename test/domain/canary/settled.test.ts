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

  it('where it is empty, there is hardly any traffic, and something newer has arrived', () => {
    const minutes = [minute(0, 1), minute(2, 2)];
    expect(settled(minutes, minutes, 5)).toEqual([0, 1, 2]);
  });
});

describe('a look soon after another', () => {
  const minutes = [minute(0, 100)];
  const at = (seconds: number) => 3 * minuteMs + seconds * 1000;
  const span = { from: 0, until: at(0) };

  /** The looks of the judge, each of which follows ten seconds after one of the watch. */
  it('is compared with all that came before, by any look', () => {
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

describe('what a look remembers for the next', () => {
  it('is the counts of each minute, and since when it has seen them', () => {
    const blue = { ...silence, requests: 70, errors: 7, slow: 1 };
    const seen = { at: 2 * minuteMs, slots: { blue, green: { ...silence, requests: 50 } } };
    expect(nextSnapshot(undefined, [seen], 4 * minuteMs)).toEqual({
      minutes: { 120000: { counts: '70 7 1 50 0 0', since: 240000 } },
    });
  });

  it('is nothing of minutes that began fifteen minutes ago or earlier', () => {
    const minutes = [minute(3, 1), minute(4, 1), minute(5, 1), minute(6, 1)];
    expect(Object.keys(nextSnapshot(undefined, minutes, 20 * minuteMs).minutes)).toEqual([String(6 * minuteMs)]);
  });
});

/** The minutes, by number, that a first look knows for good at the start of minute `now`, of those before `until`. */
function known(measured: readonly MeasuredMinute[], now: number, until = now): number[] {
  const span = { from: 0, until: until * minuteMs };
  return settledMinutes(measured, span, undefined, now * minuteMs).map(({ at }) => at / minuteMs);
}

describe('minutes that began fifteen minutes ago', () => {
  it('are known for good at the first look, and younger ones are not', () => {
    expect(known([minute(0, 100), minute(1, 100), minute(2, 100)], 16)).toEqual([0, 1]);
  });

  it('are known to be empty though nothing newer has arrived, and younger ones are not', () => {
    expect(known([], 20)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('belong to the result only up to the end of the period', () => {
    expect(known([minute(0, 100), minute(1, 100), minute(2, 100)], 20, 2)).toEqual([0, 1]);
  });
});

describe('a minute that has not ended', () => {
  /** The clock that times the metrics may be ahead. */
  const ahead = [minute(0, 1), minute(4, 1)];

  it('is not known to be empty, though a newer one has arrived', () => {
    expect(known(ahead, 3.5)).toEqual([1, 2]);
  });

  it('is known to be empty the moment that it ends', () => {
    expect(known(ahead, 4)).toEqual([1, 2, 3]);
  });
});

describe('an empty minute among others', () => {
  /** Minute 10 is empty. Each slot served the requests of these minutes. */
  const isKnown = (requests: Readonly<Record<number, number>>) =>
    known(
      Object.entries(requests).map(([index, served]) => minute(Number(index), served)),
      40,
    ).includes(10);

  it.each([
    ['had no traffic where the others average fewer than twenty requests', { 8: 9, 9: 9, 11: 11, 12: 10 }, true],
    ['is a gap where the others average twenty requests', { 8: 10, 9: 10, 11: 10, 12: 10 }, false],
    ['is a gap where traffic was high five minutes before', { 5: 500, 11: 1 }, false],
    ['had no traffic where traffic was high six minutes before', { 4: 500, 11: 1 }, true],
    ['is a gap where traffic was high five minutes later', { 9: 1, 15: 500 }, false],
    ['had no traffic where traffic was high six minutes later', { 9: 1, 16: 500 }, true],
    ['had no traffic where the others had none either', {}, true],
  ])('%s', (_, requests, expected) => {
    expect(isKnown(requests)).toBe(expected);
  });
});
