import { setTimeout } from 'node:timers/promises';

/** How long is waited for an answer that one can do without. */
export const softTimeout = (): Promise<undefined> => setTimeout(5000, undefined);
