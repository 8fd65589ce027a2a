import type { Duration } from '#config/schema/duration.ts';

/**
 * A Lambda function or a command of your own that a deployment runs. Set either `function` or `command`. A function
 * fails if it throws, a command if it exits with a code other than 0.
 */
export interface HookInput {
  /**
   * The name of a Lambda function in the same account and region. Its input is `{ purpose, service, environment,
   * region, deploymentId, image, slot, … }`.
   * @default none
   */
  function?: string | undefined;
  /**
   * A command that runs in a task of its own with the image of the new version. The task receives the same input as
   * JSON in the variable `SLUICE_HOOK`.
   * @default none
   */
  command?: string[] | undefined;
  /**
   * The maximum run time, at most 15 minutes.
   * @default '5 min'
   */
  timeout?: Duration | undefined;
}
