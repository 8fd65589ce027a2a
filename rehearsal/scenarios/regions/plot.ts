import type { ShiftStep } from '#domain/strategy/strategy.ts';
import type { PrimaryState } from '#rehearsal/simulator/regions/primary-region.ts';

/** What happens between two regions, as the standby sees it. */
export interface RegionPlot {
  readonly given: {
    /** How far its copy of the data is behind; unset, there is no database. */
    readonly lagSeconds?: number;
    /** Tasks of the live slot; as many as the service needs by default. */
    readonly tasks?: number;
  };
  readonly when: readonly RegionEvent[];
  readonly then: {
    /** How each run ends, in the order in which they begin. */
    readonly runs: readonly string[];
    /** Whether one more run may begin, look once more and be called off, depending on how soon the primary recovers. */
    readonly mayLookAgain?: boolean;
    readonly serving: 'primary' | 'standby';
    /** Seconds from the outage to the last client who is served again. */
    readonly servedAgainWithin?: number;
    /** The pages that people must get, by a part of each subject. An empty list means no page. */
    readonly pages?: readonly string[];
    /** What a person decided, as the ledger records it. */
    readonly word?: { readonly by: string; readonly acceptLossSeconds: number };
    /** In the report: a shortage that the story causes on purpose. */
    readonly shortage?: RegExp;
  };
}

/** One event, and the time without another one after it. */
export type RegionEvent = { readonly thenSeconds: number } & (
  | { readonly primary: PrimaryState }
  /** The input that a person types into the console of the failover machine. */
  | { readonly say: Readonly<Record<string, string | number | boolean>> }
  /** In the standby; in the primary, until users have the new version. */
  | { readonly deploy: string; readonly in?: 'primary' | 'standby'; readonly steps?: readonly ShiftStep[] }
  /** The same event comes as often as this. */
  | { readonly alarm: 'ALARM' | 'OK'; readonly deliveries: number }
);
