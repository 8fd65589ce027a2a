/** The bounds for the number of tasks, 1 to 1000. A bound that you omit keeps the environment's default. */
export interface TasksInput {
  /**
   * The minimum number of tasks.
   * @default development 1, staging 2, production 3
   */
  min?: number | undefined;
  /**
   * The maximum number of tasks. Must not be less than `min`.
   * @default development 2, staging 5, production 20
   */
  max?: number | undefined;
}
