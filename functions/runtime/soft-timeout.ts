import { setTimeout } from 'node:timers/promises';

/** How long to wait for an optional response. */
export const softTimeout = (): Promise<undefined> => setTimeout(5000, undefined);
