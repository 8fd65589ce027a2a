/**
 * When a service gets more tasks. Two rules apply in addition: memory and response time also add tasks. Tasks are
 * removed one at a time, if all metrics have been low for 15 minutes and no deployment is running.
 */
export interface ScalingInput {
  /**
   * The metric that determines the number of tasks.
   * - `steps`: adds two tasks when the CPU is above 70 % for 2 minutes.
   * - `cpu`: keeps the CPU at `target` percent.
   * - `requests`: keeps the requests for each task at `target` per minute.
   *
   * @default 'steps'
   */
  by?: 'steps' | 'cpu' | 'requests' | undefined;
  /**
   * The target value. For `cpu`, a percentage from 10 to 90. For `requests`, the number of requests for each task in a
   * minute, 1 to 1,000,000. Not allowed for `steps`.
   * @default 70 for `cpu`; required for `requests`
   */
  target?: number | undefined;
  /**
   * Whether to add tasks before the load arrives. If the trend of the last five minutes predicts more than 1.5 times as
   * many requests for the next five, two tasks are added.
   * @default false
   */
  ahead?: boolean | undefined;
}
