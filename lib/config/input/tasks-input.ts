/** Bounds for the number of tasks, 1 to 1000. What is left out keeps the environment's default. */
export interface TasksInput {
  /**
   * Never fewer than this.
   * @default development 1, staging 2, production 3
   */
  min?: number | undefined;
  /**
   * Never more than this, and not less than `min`.
   * @default development 2, staging 5, production 20
   */
  max?: number | undefined;
}
