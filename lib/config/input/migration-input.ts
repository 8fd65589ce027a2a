import type { Duration } from '#config/schema/duration.ts';

/**
 * How a new version migrates the database: commands that run in a task of their own with the image of the new version.
 */
export interface MigrationInput {
  /** The command that migrates the database. Any exit code other than 0 stops the deployment. */
  command: string[];
  /**
   * A command that predicts what `command` would do, without changing anything. It must exit with 0 if the migration
   * keeps all data that the live version needs. Otherwise it prints what would be lost, and the deployment stops.
   * Required unless `destructive` is true.
   * @default none
   */
  check?: string[] | undefined;
  /**
   * Accepts that the migration may lose data. `check` is then not run.
   * @default false
   */
  destructive?: boolean | undefined;
  /**
   * The name of the RDS or Aurora database cluster to take a snapshot of before the migration.
   * @default none: no snapshot is taken
   */
  databaseCluster?: string | undefined;
  /**
   * The maximum run time of each command, at most 15 minutes.
   * @default '15 min'
   */
  timeout?: Duration | undefined;
}
