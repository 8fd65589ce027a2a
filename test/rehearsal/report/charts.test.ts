import { describe, expect, it } from 'vitest';
import { errorRange, judgePanels, minuteOf } from '#rehearsal/report/judge-panels.ts';
import { latencyScale, linePath } from '#rehearsal/report/line-panels.ts';
import { flagRow, timeAxis } from '#rehearsal/report/plot.ts';
import { linearScale, logScale, timeScale } from '#rehearsal/report/scale.ts';
import { configuredShares, shares, spanOf, stacked } from '#rehearsal/report/series.ts';
import { sampleLooks } from './sample-looks.ts';
import { goodRelease, neverStarted } from './sample-record.ts';

describe('scales', () => {
  it('end a straight axis on a round value that is not below the largest', () => {
    expect(linearScale(100).ticks).toEqual([0, 50, 100]);
    expect(linearScale(37).ticks).toEqual([0, 10, 20, 30, 40]);
    expect(linearScale(0.3).ticks).toEqual([0, 0.1, 0.2, 0.3]);
  });

  it('have room for every value from 0 to the largest', () => {
    for (const max of [0, 0.004, 1, 9.99, 10, 10.01, 123, 98_765]) {
      const { place, ticks } = linearScale(max);
      expect(place(0)).toBe(0);
      expect(place(max)).toBeLessThanOrEqual(1 + 1e-9);
      expect(place(ticks.at(-1) ?? Number.NaN)).toBeCloseTo(1, 9);
    }
  });

  it('place powers of ten at equal distances', () => {
    const { place, ticks } = logScale(3, 800);
    expect(ticks).toEqual([1, 10, 100, 1000]);
    expect(ticks.map(place).map((at) => Number(at.toFixed(4)))).toEqual([0, 0.3333, 0.6667, 1]);
  });

  it('put the ticks of a time axis on whole steps of the clock', () => {
    expect(timeScale(44, 146).ticks).toEqual([45, 60, 75, 90, 105, 120, 135]);
    expect(timeScale(0, 86_400).ticks).toHaveLength(5);
    expect(timeScale(10, 10).ticks.length).toBeGreaterThan(0);
  });

  it('use powers of ten for latencies only when a straight axis would hide the small ones', () => {
    expect(latencyScale([9, 30, 60]).logarithmic).toBe(false);
    expect(latencyScale([9, 30, 4000]).logarithmic).toBe(true);
    expect(latencyScale([]).scale.ticks.length).toBeGreaterThan(1);
  });
});

describe('shares of traffic', () => {
  it('add up to 100 in every bucket with an answer', () => {
    const { buckets, versions } = goodRelease().traffic;
    for (const bucket of buckets) expect(stacked(shares(bucket, versions) ?? []).at(-1)).toBeCloseTo(100, 9);
  });

  it('are undefined where no request came, which is not the same as 0 %', () => {
    expect(shares({ elapsedSeconds: 0, byVersion: {} }, ['v1', 'v2'])).toBeUndefined();
    const silent = { requests: 0, failed: 0 };
    expect(shares({ elapsedSeconds: 0, byVersion: { v1: silent } }, ['v1', 'v2'])).toBeUndefined();
  });

  it('follow the versions in the slots, whichever slot is the new one', () => {
    const reading = { elapsedSeconds: 0, blue: 10, green: 90, blueVersion: 'v2', greenVersion: 'v1' };
    expect(configuredShares(reading, ['v1', 'v2'])).toEqual([90, 10]);
  });

  it('have no configured weight while the versions in the slots are unknown', () => {
    expect(configuredShares({ elapsedSeconds: 0, blue: 100, green: 0 }, ['v1', 'v2'])).toBeUndefined();
  });
});

describe('the drawing', () => {
  it('breaks a line where nothing was measured, and shows a lone value as a dot', () => {
    const scale = linearScale(100);
    const middles = [0, 0.25, 0.5, 0.75, 1];
    expect(linePath([0, 50, undefined, 100, undefined], middles, scale)).toBe('M0,130L250,65M750,0h0');
  });

  it('lets the flags of decisions close to each other stand in rows, and leaves out what has no room', () => {
    expect(flagRow([0.1, 0.5, 0.9])).toEqual([0, 0, 0]);
    expect(flagRow([0.1, 0.11, 0.12, 0.13, 0.2])).toEqual([0, 1, 2, undefined, 0]);
  });

  it('spans the deployment and its traffic, without the start of the cloud', () => {
    expect(spanOf(goodRelease())).toEqual({ from: 44, to: 146 });
    expect(spanOf(neverStarted())).toEqual({ from: 31.4, to: 32.4 });
  });
});

describe('what the judge saw', () => {
  const looks = sampleLooks();
  const time = timeAxis({ from: 54, to: 198 });
  const [evidence, errors, latency] = judgePanels(looks, time);

  it('crosses the line in the look that rolls back, and in no other', () => {
    const y = evidence!.y;
    expect(looks.map((look) => y.place(look.evidence) >= y.place(100)).indexOf(true)).toBe(looks.length - 1);
    expect(evidence!.readings.at(-1)?.text).toBe('3:18  minute 23 at 50 %: evidence 124');
  });

  it('has a reading for every look, next to each other', () => {
    for (const panel of [errors, latency]) {
      expect(panel!.readings).toHaveLength(looks.length);
      panel!.readings.slice(1).forEach(({ from }, i) => expect(from).toBe(panel!.readings[i]?.to));
    }
    expect(errors!.readings[20]?.text).toMatch(/canary 12 of 413 failed, live 1 of 321 failed$/);
  });

  it('is less sure of a percentage the fewer requests there were, and unsure of none', () => {
    const width = (requests: number) => {
      const [low, high] = errorRange({ requests, errors: requests / 10, p99: null })!;
      return high - low;
    };
    expect(width(10)).toBeGreaterThan(3 * width(1000));
    const [low, high] = errorRange({ requests: 1000, errors: 100, p99: null })!;
    expect([low.toFixed(1), high.toFixed(1)]).toEqual(['8.3', '12.0']);
    expect(errorRange({ requests: 0, errors: 0, p99: null })).toBeUndefined();
  });

  it('breaks every drawing where nothing was served', () => {
    const silent = looks.map((look, i) => {
      const canary = { requests: 0, errors: 0, p99: null };
      return i === 10 ? { ...look, canary } : look;
    });
    const drawing = (panel: number) => JSON.stringify(judgePanels(silent, time)[panel]!.shapes);
    expect(drawing(1)).not.toMatch(/NaN|undefined/);
    expect(drawing(2).match(/M/g)!.length).toBe(JSON.stringify(latency!.shapes).match(/M/g)!.length + 1);
  });

  it('knows how long a minute took in a rehearsal that is quicker than life', () => {
    expect(minuteOf(looks)).toBe(6);
    expect(minuteOf(looks.slice(0, 1))).toBe(60);
  });
});
