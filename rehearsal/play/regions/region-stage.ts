import type { Clients } from '../../cloud/clients.ts';
import type { CloudClock } from '../../cloud/clock.ts';
import type { Progress } from '../../progress/progress.ts';
import type { GlobalDatabase } from './global-database.ts';

/** Where a story between two regions is played. */
export interface RegionStage {
  readonly endpoint: string;
  readonly clock: CloudClock;
  /** How a rehearsal looks into each region. */
  readonly clients: { readonly primary: Clients; readonly standby: Clients };
  readonly environment: string;
  readonly service: string;
  readonly domain: string;
  /** Where a story is about data. */
  readonly database?: GlobalDatabase | undefined;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}
