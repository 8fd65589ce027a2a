import { WeightsNotInPlace } from './errors.ts';
import { describeWeights, sameWeights, type Weights } from './weights.ts';

/** Asked for is not the same as in place. Returns what was found where it is what was asked for. */
export function mustBeInPlace(asked: Weights, found: Weights): Weights {
  if (sameWeights(found, asked)) return found;
  throw new WeightsNotInPlace(`asked for ${describeWeights(asked)}, found ${describeWeights(found)}`);
}
