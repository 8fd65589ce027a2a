/**
 * When a slot gets more tasks, beside the rules for memory and response time, which always hold. It loses them as ever: one
 * at a time, when all has been low for 15 minutes and no deployment is under way.
 */
export interface ScalingInput {
  /**
   * What the number of tasks follows. `steps`: two more when the CPU is above 70 % for 2 minutes. `cpu`: as many as keep the
   * CPU at `target`. `requests`: as many as keep the requests of each task at `target`.
   * @default 'steps'
   */
  by?: 'steps' | 'cpu' | 'requests' | undefined;
  /**
   * For `cpu` percent, 10 to 90; for `requests` how many a task takes in a minute, 1 to 1,000,000. `steps` has none.
   * @default for `cpu` 70; `requests` has to say it
   */
  target?: number | undefined;
  /**
   * Whether it grows before the load is there: by two when the requests of the last five minutes, gone on like that, will in
   * the next five be more than 1.5 times as many.
   * @default false
   */
  ahead?: boolean | undefined;
}
