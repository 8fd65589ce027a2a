import { weightsWith, type Weights } from '#domain/slots/weights.ts';

/** Weights that a person sets by hand: the slot with the smaller share, empty or with the new version, gets this one. */
export const moved = (share: number, { blue, green }: Weights): Weights =>
  weightsWith(blue < green ? 'blue' : 'green', share);
