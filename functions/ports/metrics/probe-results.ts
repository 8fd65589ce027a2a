import type { Probe } from '#domain/deployment/probe.ts';
import type { Slot } from '#domain/slots/slot.ts';

export interface ProbeResult {
  readonly service: string;
  readonly environment: string;
  readonly slot: Slot;
  /** Over everything that was asked, 0 to 1. */
  readonly score: number;
  readonly checks: readonly { readonly check: Probe['check']; readonly score: number }[];
}

/** Where the results of probes are measured. */
export interface ProbeResults {
  tell(result: ProbeResult): void;
}
