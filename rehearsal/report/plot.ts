import type { Span } from './series.ts';
import { html, type Markup, type Part } from './markup.ts';
import { timeScale, type Scale } from './scale.ts';
import { stopwatch } from './words.ts';

/** Width of the drawing's own coordinates; it is stretched to whatever room there is, while text keeps its size. */
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
  /** What to say of each bucket when it is pointed at. */
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

function grid(panel: Panel, time: TimeAxis): Markup {
  const rows = panel.y.ticks.map((tick) => {
    const y = round(panel.height * (1 - panel.y.place(tick)));
    return html`<line class="grid" x1="0" x2="100%" y1="${y}" y2="${y}" /><text
        class="tick"
        x="-8"
        y="${y + 4}"
        text-anchor="end"
        >${panel.sayY(tick)}</text
      >`;
  });
  const columns = time.ticks.map((tick, index) => {
    const x = across(time.place(tick));
    // A phone has room for every other label.
    const only = index % 2 === 1 ? ' wide' : '';
    return html`<line class="grid" x1="${x}" x2="${x}" y1="0" y2="${panel.height}" /><text
        class="tick${only}"
        x="${x}"
        y="${panel.height + 18}"
        text-anchor="middle"
        >${stopwatch(tick)}</text
      >`;
  });
  return html`<g aria-hidden="true">${rows}${columns}</g>`;
}

const flagRows = 3;
// Narrower than this and two flags would cover each other on a phone.
const flagRoom = 0.075;

/** A row for each flag, so that close ones stand above each other; those without room are not labeled. */
export function flagRow(marks: { place: number }[]): (number | undefined)[] {
  const ends: number[] = Array.from({ length: flagRows }, () => -1);
  return marks.map(({ place }) => {
    const row = ends.findIndex((end) => place - end >= flagRoom);
    if (row === -1) return undefined;
    ends[row] = place;
    return row;
  });
}

function markLines(marks: Mark[], panel: Panel, time: TimeAxis, withFlags: boolean): Markup {
  const placed = marks.map((mark) => ({ mark, place: time.place(mark.elapsedSeconds) }));
  const rows = flagRow(placed);
  const drawn = placed.map(({ mark, place }, index) => {
    const row = rows[index];
    const top = row === undefined || !withFlags ? 0 : -6 - row * 20;
    const line = html`<line x1="${across(place)}" x2="${across(place)}" y1="${top}" y2="${panel.height}" />`;
    if (row === undefined || !withFlags) return html`<g class="mark ${mark.kind}">${line}</g>`;
    const flag = html`<svg x="${across(place)}" y="${top - 10}" overflow="visible">
      <circle r="8.5" />
      <text y="4" text-anchor="middle">${mark.label}</text>
    </svg>`;
    return html`<g class="mark ${mark.kind}"
      ><title>${stopwatch(mark.elapsedSeconds)} ${mark.what}</title>${line}${flag}</g
    >`;
  });
  return html`${drawn}`;
}

function hoverAreas(panel: Panel, time: TimeAxis): Markup {
  const areas = panel.readings.map(({ from, to, text }) => {
    const left = time.place(from);
    return html`<rect x="${across(left)}" width="${across(time.place(to) - left)}" height="${panel.height}"
      ><title>${text}</title></rect
    >`;
  });
  return html`<g class="hover">${areas}</g>`;
}

export function drawPanel(panel: Panel, time: TimeAxis, marks: Mark[], withFlags: boolean): Markup {
  return html`<figure class="panel${withFlags ? ' flagged' : ''}">
    <figcaption>
      <h3>${panel.title}</h3>
      <div class="legend">${panel.legend}</div>
    </figcaption>
    <p class="readout" aria-hidden="true"></p>
    <div class="plot">
      <svg
        width="100%"
        height="${panel.height}"
        role="img"
        aria-labelledby="${panel.id}-title ${panel.id}-desc"
        overflow="visible"
      >
        <title id="${panel.id}-title">${panel.title}</title>
        <desc id="${panel.id}-desc">${panel.description}</desc>
        ${grid(panel, time)}
        <svg
          class="shapes"
          viewBox="0 0 ${plotWidth} ${panel.height}"
          preserveAspectRatio="none"
          width="100%"
          height="${panel.height}"
          aria-hidden="true"
        >
          ${panel.shapes}
        </svg>
        ${markLines(marks, panel, time, withFlags)}${panel.labels} ${hoverAreas(panel, time)}
      </svg>
    </div>
  </figure>`;
}
