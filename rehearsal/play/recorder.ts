import type { Progress } from '../progress/progress.ts';
import type { Decision, StageRecord, TimelineEntry, TimelineKind } from '../record.ts';
import type { StageChange } from './stage-tracker.ts';

/** Records what happens while a story is played, and shows it to the person who watches. */
export class Recorder {
  readonly startedAt = new Date();
  readonly timeline: TimelineEntry[] = [];
  readonly stages: StageRecord[] = [];
  readonly decisions: Decision[] = [];
  readonly #progress: Progress;

  constructor(progress: Progress) {
    this.#progress = progress;
  }

  elapsed(): number {
    return (Date.now() - this.startedAt.getTime()) / 1000;
  }

  tell(what: string, kind: TimelineKind): void {
    this.#write(what, kind);
    this.#progress.note(what);
  }

  /** Records a decision with the time at which it was made, which may be earlier than the time of its discovery. */
  decide(who: string, what: string, why: string, at: Date): void {
    const elapsedSeconds = (at.getTime() - this.startedAt.getTime()) / 1000;
    this.decisions.push({ elapsedSeconds, who, what, why });
    this.#write(`${who}: ${what} (${why})`, 'decision');
    this.#progress.decision(who, what, why);
  }

  stage(deployment: string, { number, name, outcome }: StageChange): void {
    const elapsedSeconds = this.elapsed();
    const open = this.stages.findLast((stage) => stage.deployment === deployment && stage.number === number);
    if (outcome === 'running' || open === undefined) {
      this.stages.push({ deployment, number, name, outcome, startedSeconds: elapsedSeconds });
    } else {
      Object.assign(open, { outcome, endedSeconds: elapsedSeconds });
    }
    this.#write(`${deployment}: stage ${number} ${name.toLowerCase()} ${wordFor[outcome]}`, 'stage');
    this.#progress.stage(deployment, number, name, outcome);
  }

  #write(what: string, kind: TimelineKind): void {
    this.timeline.push({ at: new Date().toISOString(), elapsedSeconds: this.elapsed(), what, kind });
  }
}

const wordFor = { running: 'begins', succeeded: 'is done', failed: 'failed', skipped: 'is skipped' } as const;
