import { stageNames, type StageOutcome } from '../record.ts';
import { count, duration, stopwatch, things } from '../report/words.ts';
import { uncolored, type Color, type Paint } from './paint.ts';
import type { Count, Phase, ProgressState, SlotWeights, Stage } from './state.ts';
import { clean, columns, cut, padEnd } from './text.ts';

type Piece = string | [text: string, color: Color];
type Line = Piece[];

const spinner = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const framesPerSecond = 10;

/** Cuts before it paints, so that an escape sequence is never cut in two. */
function fit(line: Line, width: number, paint: Paint): string {
  let [fitted, room] = ['', width];
  for (const piece of line) {
    const [text, color] = typeof piece === 'string' ? [piece, undefined] : piece;
    const kept = cut(text, room);
    room -= columns(kept);
    fitted += color === undefined ? kept : paint(kept, color);
    if (kept !== text) break;
  }
  return fitted.trimEnd();
}

const marks: Record<Exclude<StageOutcome, 'running'>, [string, Color]> = {
  succeeded: ['✓', 'green'],
  failed: ['✗', 'red'],
  skipped: ['–', 'dim'],
};

function turning(elapsedSeconds: number): Piece {
  return [spinner[Math.floor(elapsedSeconds * framesPerSecond) % spinner.length] ?? '', 'cyan'];
}

function took(timed: { startedSeconds: number; endedSeconds?: number }, now: number): string {
  return clean(duration((timed.endedSeconds ?? now) - timed.startedSeconds)).padStart(12);
}

function title({ title: what, elapsedSeconds }: ProgressState, width: number): Line {
  const clock = stopwatch(elapsedSeconds);
  const room = Math.min(width, widest) - clock.length - 1;
  return [[padEnd(cut(clean(what), room), room), 'bold'], ' ', [clock, 'dim']];
}

// Above this distance the eye loses the line.
const widest = 100;

function meter({ done, total }: Count, cells: number): Piece[] {
  const full = total > 0 ? Math.round((Math.min(done, total) / total) * cells) : 0;
  return [['█'.repeat(full), 'cyan'], ['░'.repeat(cells - full), 'dim'], ` ${count(done)} of ${count(total)}`];
}

function phaseLine(phase: Phase, state: ProgressState, width: number): Line {
  const running = phase.endedSeconds === undefined;
  const name = padEnd(clean(phase.what), Math.min(34, width - 16));
  const line: Line = [
    running ? turning(state.elapsedSeconds) : marks.succeeded,
    ' ',
    name,
    [took(phase, state.elapsedSeconds), 'dim'],
  ];
  return running && phase.count !== undefined ? [...line, '  ', ...meter(phase.count, 20)] : line;
}

function cloudLines(state: ProgressState, width: number): Line[] {
  const [first, last] = [state.cloud[0], state.cloud.at(-1)];
  if (first === undefined || last === undefined) return [];
  const started = state.stages.length > 0 || state.weights !== undefined;
  if (!started || last.endedSeconds === undefined) return state.cloud.map((phase) => phaseLine(phase, state, width));
  const whole: Phase = { what: 'Local cloud', startedSeconds: first.startedSeconds, endedSeconds: last.endedSeconds };
  return [phaseLine(whole, state, width)];
}

function stageLine(stage: Stage, state: ProgressState): Line {
  const mark = stage.state === 'running' ? turning(state.elapsedSeconds) : marks[stage.state];
  const name = padEnd(clean(stage.name), 22);
  const line: Line = [mark, ` ${stage.number} `, stage.state === 'running' ? [name, 'bold'] : name];
  line.push([stage.state === 'skipped' ? ' '.repeat(12) : took(stage, state.elapsedSeconds), 'dim']);
  if (stage.note !== undefined) line.push([`  ${clean(stage.note)}`, 'dim']);
  return line;
}

function stageLines(state: ProgressState): Line[] {
  if (state.deployment === undefined) return [];
  const lines = new Map(state.stages.map((stage) => [stage.number, stageLine(stage, state)]));
  const isDeployment = state.stages.every(
    ({ name, number }) => name.toLowerCase() === stageNames[number - 1]?.toLowerCase(),
  );
  if (isDeployment) {
    stageNames.forEach((name, index) => {
      if (!lines.has(index + 1)) lines.set(index + 1, [[`· ${index + 1} ${name}`, 'dim']]);
    });
  }
  const ordered = [...lines].sort(([a], [b]) => a - b).map(([, line]) => line);
  return [[], [[clean(state.deployment), 'dim']], ...ordered];
}

function weightLines({ blue, green, blueVersion = '', greenVersion = '' }: SlotWeights, width: number): Line[] {
  // Padded to three digits, so that the bar stays where it is from 0 to 100.
  const left = `${clean(`blue ${blueVersion}`).trimEnd()} ${String(blue).padStart(3)} `;
  const right = ` ${String(green).padEnd(3)} ${clean(`${greenVersion} green`).trimStart()}`;
  const cells = Math.min(40, width - columns(left) - columns(right));
  if (cells < 8) return [[], [left, '/', right]];
  const full = Math.round((blue / Math.max(1, blue + green)) * cells);
  return [[], [left, ['█'.repeat(full), 'blue'], ['▒'.repeat(cells - full), 'green'], right]];
}

function trafficLines({ traffic }: ProgressState): Line[] {
  const versions = Object.entries(traffic).map(([name, totals]) => ({ name: clean(name), ...totals }));
  const room = Math.max(0, ...versions.map(({ name }) => columns(name)));
  return versions.map(({ name, requests, failed }) => [
    padEnd(name, room),
    things(requests, 'request').padStart(18),
    failed === 0 ? ['    0 failed', 'dim'] : [`${count(failed).padStart(5)} failed`, 'red'],
  ]);
}

/** What the terminal shows at this moment: lines no wider than `width` columns. */
export function renderFrame(state: ProgressState, width: number, paint: Paint = uncolored): string[] {
  const lines = [
    title(state, width),
    ...cloudLines(state, width),
    ...stageLines(state),
    ...(state.weights === undefined ? [] : weightLines(state.weights, Math.min(width, widest))),
    ...trafficLines(state),
  ];
  return lines.map((line) => fit(line, width, paint));
}
