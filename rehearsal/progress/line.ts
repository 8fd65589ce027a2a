import { count, duration, things } from '../report/words.ts';
import type { ProgressEvent, ProgressState } from './state.ts';
import { clean } from './text.ts';

function slot(name: string, weight: number, version: string | undefined): string {
  return `${name} ${weight}${version === undefined ? '' : ` (${version})`}`;
}

function stageWords(event: Extract<ProgressEvent, { kind: 'stage' }>, after: ProgressState): string {
  const stage = after.stages.find(({ number }) => number === event.number);
  const what = `stage ${event.number} ${event.name.toLowerCase()}`;
  const note = event.note === undefined ? '' : `: ${event.note}`;
  if (event.state === 'running') return `${what} …${event.number === 1 ? ` (${event.deployment})` : note}`;
  if (event.state === 'skipped' || stage?.endedSeconds === undefined) return `${what} ${event.state}${note}`;
  return `${what} ${event.state} after ${duration(stage.endedSeconds - stage.startedSeconds)}${note}`;
}

function words(event: ProgressEvent, after: ProgressState): string {
  switch (event.kind) {
    case 'cloud':
      return event.count === undefined
        ? event.what
        : `${event.what} ${count(event.count.done)} of ${count(event.count.total)}`;
    case 'stage':
      return stageWords(event, after);
    case 'weights': {
      const { blue, green, blueVersion, greenVersion } = event.weights;
      return `weights ${slot('blue', blue, blueVersion)}, ${slot('green', green, greenVersion)}`;
    }
    case 'traffic': {
      const versions = Object.entries(event.totals);
      const said = versions.map(
        ([name, it]) => `${name} ${things(it.requests, 'request')}, ${count(it.failed)} failed`,
      );
      return `traffic ${said.join('; ')}`;
    }
    case 'decision':
      return `decision of ${event.who}: ${event.what}. ${event.why}`;
    case 'note':
      return event.what;
  }
}

/** The event as one line for logs: `[  12.3s] stage 5 deploy application …`. */
export function eventLine(event: ProgressEvent, after: ProgressState): string {
  return `[${after.elapsedSeconds.toFixed(1).padStart(6)}s] ${clean(words(event, after))}`;
}
