import type { RehearsalRecord } from '../record.ts';
import { color, swatch } from './legend.ts';
import { element, html, type Markup } from './markup.ts';
import { plotWidth, round, type Panel, type Reading, type TimeAxis } from './plot.ts';
import { linearScale, logScale, type Scale } from './scale.ts';
import { failedPercent, perBucket, type Values } from './series.ts';
import { count, milliseconds, percent, stopwatch } from './words.ts';

export const height = 130;

interface Line {
  className: string;
  values: Values;
}

// Above this ratio of largest to smallest, the small values would lie on the floor of a straight axis.
const straightRange = 40;

export function latencyScale(values: number[]): { scale: Scale; logarithmic: boolean } {
  const measured = values.filter((value) => value > 0);
  const [min, max] = [Math.min(...measured), Math.max(...measured)];
  const logarithmic = measured.length > 0 && max / min > straightRange;
  return { scale: logarithmic ? logScale(min, max) : linearScale(Math.max(0, ...measured)), logarithmic };
}

/** A line through the middle of the buckets, broken where nothing was measured; a lone value is a dot. */
export function linePath(values: Values, middles: number[], y: Scale): string {
  let drawing = false;
  const points = values.map((value, index) => {
    if (value === undefined) {
      drawing = false;
      return '';
    }
    const point = `${round((middles[index] ?? 0) * plotWidth)},${round(height * (1 - y.place(value)))}`;
    const start = drawing ? 'L' : 'M';
    const alone = !drawing && values[index + 1] === undefined ? 'h0' : '';
    drawing = true;
    return `${start}${point}${alone}`;
  });
  return points.join('');
}

function draw(lines: Line[], record: RehearsalRecord, time: TimeAxis, y: Scale): Markup[] {
  const { buckets, bucketSeconds } = record.traffic;
  const middles = buckets.map((bucket) => time.place(bucket.elapsedSeconds + bucketSeconds / 2));
  return lines.map(({ className, values }) => html`<path class="${className}" d="${linePath(values, middles, y)}" />`);
}

function readings(
  { traffic }: RehearsalRecord,
  say: (version: string, index: number) => string | undefined,
): Reading[] {
  return traffic.buckets.map(({ elapsedSeconds }, index) => {
    const said = traffic.versions.flatMap((version) => say(version, index) ?? []);
    const text = `${stopwatch(elapsedSeconds)}  ${said.length === 0 ? 'no answers' : said.join(', ')}`;
    return { from: elapsedSeconds, to: elapsedSeconds + traffic.bucketSeconds, text };
  });
}

function largest(lines: Line[]): number {
  return Math.max(0, ...lines.flatMap(({ values }) => values.map((value) => value ?? 0)));
}

// Lines on the floor of an empty chart look like a chart that is broken.
const nothingFailed = element(
  'text',
  { class: 'tick', x: '50%', y: height / 2 - 8, 'text-anchor': 'middle', 'aria-hidden': 'true' },
  'No request failed.',
);

export function errorPanel(record: RehearsalRecord, time: TimeAxis): Panel {
  const { versions, buckets } = record.traffic;
  const lines = versions.map((version) => ({
    className: `curve ${color(versions, version)}`,
    values: perBucket(buckets, version, failedPercent),
  }));
  // An axis that ends below 1 % would show one lost request like an outage.
  const y = linearScale(Math.max(1, largest(lines)), 2);
  return {
    id: 'errors',
    title: 'Failed requests by version',
    description: `Percentage of failed requests of each version (${versions.join(', ')}); highest ${percent(largest(lines))}.`,
    height,
    y,
    sayY: percent,
    legend: versions.map((version) => swatch(version, 'line', color(versions, version))),
    shapes: draw(lines, record, time, y),
    labels: largest(lines) > 0 ? undefined : nothingFailed,
    readings: readings(record, (version, index) => {
      const traffic = buckets[index]?.byVersion[version];
      return traffic === undefined
        ? undefined
        : `${version} ${count(traffic.failed)} of ${count(traffic.requests)} failed`;
    }),
  };
}

export function latencyPanel(record: RehearsalRecord, time: TimeAxis): Panel {
  const { versions, buckets } = record.traffic;
  const lines = versions.flatMap((version) => [
    { className: `curve ${color(versions, version)}`, values: perBucket(buckets, version, (it) => it.p50Ms) },
    { className: `curve tail ${color(versions, version)}`, values: perBucket(buckets, version, (it) => it.p99Ms) },
  ]);
  const { scale, logarithmic } = latencyScale(lines.flatMap(({ values }) => values.filter((it) => it !== undefined)));
  return {
    id: 'latency',
    title: logarithmic ? 'Latency by version, powers of ten' : 'Latency by version',
    description: `Median and 99th percentile latency of each version (${versions.join(', ')}); highest ${milliseconds(largest(lines))}.`,
    height,
    y: scale,
    sayY: milliseconds,
    legend: versions.flatMap((version) => [
      swatch(`${version} p50`, 'line', color(versions, version)),
      swatch('p99', 'dashed', color(versions, version)),
    ]),
    shapes: draw(lines, record, time, scale),
    readings: readings(record, (version, index) => {
      const { p50Ms, p99Ms } = buckets[index]?.byVersion[version] ?? {};
      if (p50Ms === undefined && p99Ms === undefined) return undefined;
      const [half, most] = [p50Ms, p99Ms].map((value) => (value === undefined ? 'unknown' : milliseconds(value)));
      return `${version} ${half} / ${most}`;
    }),
  };
}
