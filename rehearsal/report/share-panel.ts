import type { RehearsalRecord, TrafficBucket } from '../record.ts';
import { element, html, type Markup, type Part } from './markup.ts';
import { across, plotWidth, round, type Panel, type TimeAxis } from './plot.ts';
import { linearScale } from './scale.ts';
import { configuredShares, shares, stacked } from './series.ts';
import { color, swatch } from './legend.ts';
import { percent, stopwatch } from './words.ts';

const height = 200;

interface Column {
  left: number;
  right: number;
  edges: number[];
}

const down = (share: number) => round(height * (1 - share / 100));

/** Columns that follow each other without a gap: a bucket without requests ends the run. */
function runs(buckets: TrafficBucket[], order: string[], bucketSeconds: number, time: TimeAxis): Column[][] {
  const found: Column[][] = [[]];
  for (const bucket of buckets) {
    const parts = shares(bucket, order);
    if (parts === undefined) {
      found.push([]);
      continue;
    }
    const [left, right] = [bucket.elapsedSeconds, bucket.elapsedSeconds + bucketSeconds].map((at) => time.place(at));
    found.at(-1)?.push({ left: left ?? 0, right: right ?? 0, edges: stacked(parts) });
  }
  return found.filter((run) => run.length > 0);
}

const upper = ({ edges }: Column, layer: number) => edges[layer] ?? 0;
const lower = ({ edges }: Column, layer: number) => (layer === 0 ? 0 : (edges[layer - 1] ?? 0));

function band(run: Column[], layer: number): string {
  const x = (fraction: number) => round(fraction * plotWidth);
  const top = run.map((column) => `${x(column.left)},${down(upper(column, layer))}H${x(column.right)}`);
  const floor = run.toReversed().map((column) => `${x(column.right)},${down(lower(column, layer))}H${x(column.left)}`);
  return `M${top.join('L')}L${floor.join('L')}Z`;
}

/** The longest stretch of columns where most answers are this layer's. */
function longestMajority(columns: Column[], layer: number): Column[] {
  let [best, current]: [Column[], Column[]] = [[], []];
  for (const column of columns) {
    current = upper(column, layer) - lower(column, layer) > 50 ? [...current, column] : [];
    if (current.length > best.length) best = current;
  }
  return best;
}

// A shorter stretch has no room for a name.
const roomForName = 0.1;

function bandLabel(columns: Column[], layer: number, name: string): Part {
  const stretch = longestMajority(columns, layer);
  const [first, last, middle] = [stretch[0], stretch.at(-1), stretch[Math.floor(stretch.length / 2)]];
  if (first === undefined || last === undefined || middle === undefined) return undefined;
  if (last.right - first.left < roomForName) return undefined;
  const y = down((upper(middle, layer) + lower(middle, layer)) / 2) + 5;
  const place = { x: across((first.left + last.right) / 2), y, 'text-anchor': 'middle' };
  return element('text', { ...place, class: 'band-label', 'aria-hidden': 'true' }, name);
}

/** One step line per boundary between versions; a weight holds until the next one is read. */
function weightLines(record: RehearsalRecord, order: string[], time: TimeAxis): Markup[] {
  const readings = record.weights.flatMap(({ elapsedSeconds, ...reading }) => {
    const parts = configuredShares({ elapsedSeconds, ...reading }, order);
    return parts === undefined ? [] : [{ x: round(time.place(elapsedSeconds) * plotWidth), edges: stacked(parts) }];
  });
  if (readings.length === 0) return [];
  return order.slice(0, -1).map((_, boundary) => {
    const steps = readings.map(
      ({ x, edges }, index) => `${index === 0 ? 'M' : 'H'}${x}${index === 0 ? ',' : 'V'}${down(edges[boundary] ?? 0)}`,
    );
    const path = `${steps.join('')}H${plotWidth}`;
    return html`<path class="weight halo" d="${path}" /><path class="weight" d="${path}" />`;
  });
}

/** Which version answered, and the configured weights. The newest version is at the bottom and rises as it takes over. */
export function sharePanel(record: RehearsalRecord, time: TimeAxis): Panel {
  const { versions, buckets, bucketSeconds } = record.traffic;
  const order = versions.toReversed();
  const found = runs(buckets, order, bucketSeconds, time);
  const columns = found.flat();
  const bands = order.map((version, layer) =>
    found.map((run) => html`<path class="band ${color(versions, version)}" d="${band(run, layer)}" />`),
  );
  return {
    id: 'share',
    title: 'Share of answers by version',
    description: `Of the real answers in every ${bucketSeconds} seconds, the percentage from each version (${versions.join(', ')}), with the weights read back from the load balancer as a line.`,
    height,
    y: linearScale(100),
    sayY: percent,
    legend: html`${versions.map((version) => swatch(version, 'area', color(versions, version)))}${swatch('configured weight', 'line', 'weight-key')}`,
    shapes: html`${bands}${weightLines(record, order, time)}`,
    labels: order.map((version, layer) => bandLabel(columns, layer, version)),
    readings: buckets.map((bucket) => {
      const parts = shares(bucket, versions);
      const said = parts?.map((share, index) => `${versions[index]} ${percent(Math.round(share))}`).join(', ');
      const from = bucket.elapsedSeconds;
      return { from, to: from + bucketSeconds, text: `${stopwatch(from)}  ${said ?? 'no answers'}` };
    }),
  };
}
