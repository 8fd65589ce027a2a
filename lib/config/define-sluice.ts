import type { SluiceInput } from './input/sluice-input.ts';

/** Gives the editor the type of the configuration; it is checked when the stacks are made. */
export const defineSluice = (input: SluiceInput): SluiceInput => input;
