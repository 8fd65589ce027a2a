import type { Fact } from '#domain/facts.ts';

/** Tells everybody who listens. What is told twice was only told twice. */
export interface Facts {
  tell(facts: readonly Fact[]): Promise<void>;
}
