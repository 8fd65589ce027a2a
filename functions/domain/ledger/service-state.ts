import type { Release } from '#domain/images/release.ts';
import type { Slot } from '#domain/slots/slot.ts';

export interface ServiceState {
  readonly live: Slot;
  readonly release: Release;
  readonly deploymentId: string;
  /** What was live before with another image, so that there is a way back by name. */
  readonly previous?: { readonly deploymentId: string; readonly release: Release };
}
