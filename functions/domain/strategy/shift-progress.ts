/** From when on a step of the schedule had its weight, as read back from the load balancer. */
export interface Leg {
  readonly step: number;
  readonly weight: number;
  readonly at: string;
}

/** How far a shift has come. */
export interface ShiftProgress {
  readonly step: number;
  /** Every step that was in place until now, in the order of time. */
  readonly journey: readonly Leg[];
  /** A person has said to go on whatever the data lacks; a bad version is rolled back all the same. */
  readonly forced: false | Forced;
}

export interface Forced {
  readonly by: string;
  readonly why: string;
  /** After that a person has to say it again. */
  readonly until: string;
}
