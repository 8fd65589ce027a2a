import type { StageOutcome } from '../record.ts';
import { renderFrame } from './frame.ts';
import { eventLine } from './line.ts';
import { openLiveRegion } from './live-region.ts';
import { colored, uncolored } from './paint.ts';
import {
  advance,
  initialState,
  type Count,
  type ProgressEvent,
  type SlotWeights,
  type VersionTotals,
} from './state.ts';

export interface Progress {
  /** A phase before the scenario. The same text with another count continues the same phase. */
  cloud(what: string, count?: Count): void;
  stage(deployment: string, number: number, name: string, state: StageOutcome, note?: string): void;
  weights(weights: SlotWeights): void;
  /** Totals so far, by version. */
  traffic(totals: Record<string, VersionTotals>): void;
  decision(who: string, what: string, why: string): void;
  note(what: string): void;
  /** Draws for the last time, gives the terminal back and prints the summary. */
  close(summary: string[]): void;
}

export interface ProgressOptions {
  title?: string;
  environment?: Record<string, string | undefined>;
  /** Milliseconds, for elapsed times. */
  now?: () => number;
}

type Output = Pick<Progress, 'close'> & { show(event: ProgressEvent): void };

interface Setting {
  stream: NodeJS.WriteStream;
  title: string;
  color: boolean;
  elapsed: () => number;
}

const redrawMs = 100;

function liveOutput({ stream, title, color, elapsed }: Setting): Output {
  const region = openLiveRegion(stream);
  const paint = color ? colored : uncolored;
  let state = initialState(title);
  let waiting: string[] = [];
  const draw = () => {
    state = { ...state, elapsedSeconds: elapsed() };
    region.draw(renderFrame(state, region.width(), paint), waiting);
    waiting = [];
  };
  // Unreferenced: watching must not keep a finished rehearsal alive.
  const timer = setInterval(draw, redrawMs).unref();
  draw();
  return {
    show(event) {
      const nextDeployment =
        event.kind === 'stage' && state.deployment !== undefined && state.deployment !== event.deployment;
      if (nextDeployment)
        waiting.push(...renderFrame({ ...state, cloud: [], traffic: {} }, region.width(), paint).slice(2));
      state = advance(state, event, elapsed());
      if (event.kind === 'decision' || event.kind === 'note') waiting.push(eventLine(event, state));
    },
    close(summary) {
      clearInterval(timer);
      draw();
      region.end();
      stream.write(summary.map((line) => `${line}\n`).join(''));
    },
  };
}

// Often enough to show that the run is alive, seldom enough to keep the log readable.
const trafficEverySeconds = 10;

function plainOutput({ stream, title, elapsed }: Setting): Output {
  let state = initialState(title);
  let trafficShownAt = -trafficEverySeconds;
  const worthALine = (event: ProgressEvent, at: number) => {
    if (event.kind === 'traffic') return at - trafficShownAt >= trafficEverySeconds;
    if (event.kind === 'weights') return JSON.stringify(event.weights) !== JSON.stringify(state.weights);
    const last = state.cloud.at(-1);
    if (event.kind !== 'cloud' || last?.what !== event.what || last.endedSeconds !== undefined) return true;
    return event.count !== undefined && event.count.done >= event.count.total;
  };
  return {
    show(event) {
      const at = elapsed();
      const worth = worthALine(event, at);
      state = advance(state, event, at);
      if (!worth) return;
      if (event.kind === 'traffic') trafficShownAt = at;
      stream.write(`${eventLine(event, state)}\n`);
    },
    close(summary) {
      stream.write(summary.map((line) => `${line}\n`).join(''));
    },
  };
}

function isOn(variable: string | undefined): boolean {
  return variable !== undefined && variable !== '' && variable !== '0' && variable !== 'false';
}

/** Live on a terminal; one line per event in CI, in a pipe and on terminals that cannot move the cursor. */
export function createProgress(stream: NodeJS.WriteStream, options: ProgressOptions = {}): Progress {
  const { title = 'Rehearsal', environment = process.env, now = () => performance.now() } = options;
  const started = now();
  const live = stream.isTTY && !isOn(environment['CI']) && environment['TERM'] !== 'dumb';
  // NO_COLOR counts when it is set to any non-empty value: no-color.org.
  const color = (environment['NO_COLOR'] ?? '') === '';
  const output = (live ? liveOutput : plainOutput)({ stream, title, color, elapsed: () => (now() - started) / 1000 });
  return {
    cloud: (what, count) => output.show({ kind: 'cloud', what, ...(count === undefined ? {} : { count }) }),
    stage: (deployment, number, name, state, note) =>
      output.show({ kind: 'stage', deployment, number, name, state, ...(note === undefined ? {} : { note }) }),
    weights: (weights) => output.show({ kind: 'weights', weights }),
    traffic: (totals) => output.show({ kind: 'traffic', totals }),
    decision: (who, what, why) => output.show({ kind: 'decision', who, what, why }),
    note: (what) => output.show({ kind: 'note', what }),
    close: (summary) => output.close(summary),
  };
}
