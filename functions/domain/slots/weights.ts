import type { Slot } from './slot.ts';

/** Percent of the traffic on each slot; they add up to 100. */
export type Weights = Readonly<Record<Slot, number>>;

export function weightsWith(slot: Slot, percent: number): Weights {
  if (!Number.isInteger(percent) || percent < 0 || percent > 100) {
    throw new RangeError(`A weight is a whole number from 0 to 100, not ${percent}.`);
  }
  return slot === 'blue' ? { blue: percent, green: 100 - percent } : { blue: 100 - percent, green: percent };
}

export const sameWeights = (a: Weights, b: Weights): boolean => a.blue === b.blue && a.green === b.green;

export const describeWeights = (weights: Weights): string => `blue ${weights.blue} %, green ${weights.green} %`;

/** The slot with most of the traffic. */
export const servingSlot = ({ blue, green }: Weights): Slot => (blue > green ? 'blue' : 'green');

/** The slot with all the traffic; in the middle of a shift there is none. */
export function liveSlot(weights: Weights): Slot | undefined {
  if (sameWeights(weights, weightsWith('blue', 100))) return 'blue';
  if (sameWeights(weights, weightsWith('green', 100))) return 'green';
  return undefined;
}
