/** The hours in which an environment is not used. Its services run no tasks during these hours. */
export interface OffHoursInput {
  /** The time zone of the hours, by its IANA name: `Europe/Zurich`. */
  zone: string;
  /**
   * The time of day at which the services stop.
   * @default '18:00'
   */
  from?: string | undefined;
  /**
   * The time of day at which the services start again, with the minimum of `tasks`.
   * @default '08:00'
   */
  until?: string | undefined;
}
