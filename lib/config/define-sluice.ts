import type { SluiceInput } from './input/sluice-input.ts';

/** Gives the editor the type of the configuration. Sluice checks the values when it creates the stacks. */
export const defineSluice = (input: SluiceInput): SluiceInput => input;
