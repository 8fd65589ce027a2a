import { fileURLToPath } from 'node:url';

/** The folder of the checkout, wherever a command was started. */
export const repository = fileURLToPath(new URL('..', import.meta.url));
