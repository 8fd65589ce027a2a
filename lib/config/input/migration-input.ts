import type { Duration } from '#config/schema/duration.ts';

/** How a new version changes the database: commands in a task of its own, with the image of that version. */
export interface MigrationInput {
  /** Migrates: any exit code but 0 stops the deployment. */
  command: string[];
  /**
   * Looks at what `command` would do and changes nothing. It ends with 0 where nothing would be lost that the live
   * version needs, and otherwise prints what would; then the deployment stops. Required unless `destructive` is true.
   * @default none
   */
  check?: string[] | undefined;
  /**
   * Says that what would be lost may be lost. Nothing is checked then.
   * @default false
   */
  destructive?: boolean | undefined;
  /**
   * The name of the database cluster in Amazon RDS or Aurora, of which a snapshot is taken first.
   * @default none: no snapshot
   */
  databaseCluster?: string | undefined;
  /**
   * How long each of the commands may take, at most 15 minutes.
   * @default '15 min'
   */
  timeout?: Duration | undefined;
}
