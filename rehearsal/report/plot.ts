import type { Span } from './series.ts';
import { element, html, type Markup, type Part } from './markup.ts';
import { timeScale, type Scale } from './scale.ts';
import { stopwatch } from './words.ts';

/** Width of the drawing's own coordinates; it is stretched to the available width, while text keeps its size. */
export const plotWidth = 1000;

/** Something that happened at one moment, drawn through every panel; the label stands above the first one. */
export interface Mark {
  elapsedSeconds: number;
  label: string;
  what: string;
  kind: 'decision' | 'fault';
}

export interface TimeAxis extends Scale {
  span: Span;
}

export interface Panel {
  id: string;
  title: string;
  /** What the picture shows, for those who cannot see it. */
  description: string;
  height: number;
  y: Scale;
  sayY: (tick: number) => string;
  legend: Part;
  /** Shapes in coordinates of `plotWidth` by `height`. */
  shapes: Part;
  /** Text over the shapes, placed by percentages. */
  labels?: Part;
  /** The text for each bucket when the pointer is over it. */
  readings: Reading[];
}

export interface Reading extends Span {
  text: string;
}

export function timeAxis(span: Span): TimeAxis {
  return { ...timeScale(span.from, span.to), span };
}

/** A fraction of the width as a percentage, short enough not to bloat the page. */
export function across(fraction: number): string {
  return `${Number((fraction * 100).toFixed(2))}%`;
}

export function round(value: number): number {
  return Number(value.toFixed(1));
}

function grid({ y, sayY, height }: Panel, time: TimeAxis): Markup {
  const rows = y.ticks.map((tick) => {
    const at = round(height * (1 - y.place(tick)));
    const line = element('line', { class: 'grid', x1: 0, x2: '100%', y1: at, y2: at });
    return [line, element('text', { class: 'tick', x: -8, y: at + 4, 'text-anchor': 'end' }, sayY(tick))];
  });
  const columns = time.ticks.map((tick, index) => {
    const x = across(time.place(tick));
    const line = element('line', { class: 'grid', x1: x, x2: x, y1: 0, y2: height });
    // A phone has room for every other label.
    const className = index % 2 === 1 ? 'tick wide' : 'tick';
    return [line, element('text', { class: className, x, y: height + 18, 'text-anchor': 'middle' }, stopwatch(tick))];
  });
  return element('g', { 'aria-hidden': 'true' }, rows, columns);
}

const flagRows = 3;
const flagStep = 20;
// Narrower than this and two flags would cover each other on a phone.
const flagRoom = 0.075;

/** A row for each flag, so that close ones stand above each other; those without room are not labeled. */
export function flagRow(places: number[]): (number | undefined)[] {
  const ends: number[] = Array.from({ length: flagRows }, () => -1);
  return places.map((place) => {
    const row = ends.findIndex((end) => place - end >= flagRoom);
    if (row === -1) return undefined;
    ends[row] = place;
    return row;
  });
}

interface PlacedMark extends Mark {
  place: number;
  row?: number;
}

function placeMarks(marks: Mark[], time: TimeAxis): PlacedMark[] {
  const places = marks.map((mark) => time.place(mark.elapsedSeconds));
  const rows = flagRow(places);
  return marks.map((mark, index) => {
    const row = rows[index];
    return { ...mark, place: places[index] ?? 0, ...(row === undefined ? {} : { row }) };
  });
}

function markLine({ kind, place, row, label, what, elapsedSeconds }: PlacedMark, height: number): Markup {
  const x = across(place);
  const top = row === undefined ? 0 : -6 - row * flagStep;
  const line = element('line', { x1: x, x2: x, y1: top, y2: height });
  if (row === undefined) return element('g', { class: `mark ${kind}` }, line);
  const sign = [element('circle', { r: 8.5 }), element('text', { y: 4, 'text-anchor': 'middle' }, label)];
  const flag = element('svg', { x, y: top - 9, overflow: 'visible' }, sign);
  return element(
    'g',
    { class: `mark ${kind}` },
    element('title', {}, `${stopwatch(elapsedSeconds)} ${what}`),
    line,
    flag,
  );
}

function hoverAreas({ readings, height }: Panel, time: TimeAxis): Markup {
  const areas = readings.map(({ from, to, text }) => {
    const left = time.place(from);
    const width = across(time.place(to) - left);
    return element('rect', { x: across(left), width, height }, element('title', {}, text));
  });
  return element('g', { class: 'hover' }, areas);
}

function picture(panel: Panel, time: TimeAxis, marks: PlacedMark[]): Markup {
  const { id, height } = panel;
  const box = { viewBox: `0 0 ${plotWidth} ${height}`, preserveAspectRatio: 'none', width: '100%', height };
  return element(
    'svg',
    { width: '100%', height, role: 'img', 'aria-labelledby': `${id}-title ${id}-desc`, overflow: 'visible' },
    element('title', { id: `${id}-title` }, panel.title),
    element('desc', { id: `${id}-desc` }, panel.description),
    grid(panel, time),
    element('svg', { ...box, class: 'shapes', 'aria-hidden': 'true' }, panel.shapes),
    marks.map((mark) => markLine(mark, height)),
    panel.labels,
    hoverAreas(panel, time),
  );
}

function drawPanel(panel: Panel, time: TimeAxis, marks: PlacedMark[]): Markup {
  const rows = Math.max(0, ...marks.map(({ row }) => (row === undefined ? 0 : row + 1)));
  return html`<figure class="panel">
    <figcaption>
      <h3>${panel.title}</h3>
      <div class="legend">${panel.legend}</div>
      <p class="readout" aria-hidden="true"></p>
    </figcaption>
    <div class="plot" style="padding-top:${rows === 0 ? 0 : rows * flagStep + 6}px">${picture(panel, time, marks)}</div>
  </figure>`;
}

/** Panels below each other on one time axis; only the first one has flags on its marks. */
export function drawPanels(panels: Panel[], time: TimeAxis, marks: Mark[]): Markup[] {
  const placed = placeMarks(marks, time);
  const bare = placed.map(({ row: _, ...mark }) => mark);
  return panels.map((panel, index) => drawPanel(panel, time, index === 0 ? placed : bare));
}
