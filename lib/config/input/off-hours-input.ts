/** The hours in which nobody uses an environment. Its services then run no task. */
export interface OffHoursInput {
  /** The time zone that the hours are meant in, as the IANA database calls it: `Europe/Zurich`. */
  zone: string;
  /**
   * When they go to sleep, each day.
   * @default '18:00'
   */
  from?: string | undefined;
  /**
   * When they come back, at the least of `tasks`.
   * @default '08:00'
   */
  until?: string | undefined;
}
