/** Asks the primary region itself, as far as it answers. */
export interface PrimaryChanges {
  /** Whether a deployment there, or its rollback, has not ended yet. */
  underWay(): Promise<boolean>;
}
