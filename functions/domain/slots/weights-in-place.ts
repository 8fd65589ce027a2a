import { WeightsChanged, WeightsNotInPlace } from '#domain/errors.ts';
import { describeWeights, sameWeights, type Weights } from './weights.ts';

/** Asked for is not the same as in place. Returns what was found where it is what was asked for. */
export function mustBeInPlace(asked: Weights, found: Weights): Weights {
  if (sameWeights(found, asked)) return found;
  throw new WeightsNotInPlace(`asked for ${describeWeights(asked)}, found ${describeWeights(found)}`);
}

/** What is asked for may be there already, after an answer that was lost; any other weights were set outside this shift. */
export function mustBeOurs(found: Weights, ours: readonly [before: Weights, asked: Weights]): void {
  if (ours.some((weights) => sameWeights(found, weights))) return;
  throw new WeightsChanged(
    `found ${describeWeights(found)} where this shift had put ${describeWeights(ours[0])}: the traffic was moved outside Sluice`,
  );
}
