import { setTimeout } from 'node:timers/promises';

/** How long is waited for an answer that one can do without. */
export const patience = (): Promise<undefined> => setTimeout(5000, undefined);
