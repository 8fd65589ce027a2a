import type { Duration } from '#config/schema/duration.ts';

/**
 * Something of the service's own that a deployment runs: a Lambda function, or a command in one task of the release;
 * one of the two. A function fails by throwing, a command by any exit code but 0.
 */
export interface HookInput {
  /**
   * The name of a Lambda function in the same account and region. It gets `{ purpose, service, environment, region,
   * deploymentId, image, slot, … }`.
   * @default none
   */
  function?: string | undefined;
  /**
   * A command for a task of its own with the image of the new version, which has the same facts as JSON in
   * `SLUICE_HOOK`.
   * @default none
   */
  command?: string[] | undefined;
  /**
   * How long it may take, at most 15 minutes.
   * @default '5 min'
   */
  timeout?: Duration | undefined;
}
