/** The cloud's clock: it shows what the machine's showed when it started, and runs as many times faster. */
export class CloudClock {
  readonly startedAt: number;
  readonly speed: number;

  constructor(startedAt: number, speed: number) {
    this.startedAt = startedAt;
    this.speed = speed;
  }

  /** The cloud's time now. */
  now(): Date {
    return this.shownAt(new Date());
  }

  /** What it showed at a moment of the machine's. */
  shownAt(moment: Date): Date {
    return new Date(this.startedAt + (moment.getTime() - this.startedAt) * this.speed);
  }

  /** When the cloud's clock showed this, by the machine's. */
  onMachine(shown: Date): Date {
    return new Date(this.startedAt + (shown.getTime() - this.startedAt) / this.speed);
  }
}

/** A cloud that is not ours runs on real time. */
export const sameAsMachine = new CloudClock(0, 1);
