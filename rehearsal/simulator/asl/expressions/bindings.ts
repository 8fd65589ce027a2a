import type { Json } from '../json.ts';
import type { ExpressionWorld } from './functions.ts';

/** Where an expression finds its variables. */
export interface Bindings extends ExpressionWorld {
  /** `$states`, built only for expressions that read it. */
  readonly states: () => unknown;
  /** One field of it. */
  readonly ofStates: (field: string) => unknown;
  readonly variable: (name: string) => Json | undefined;
}
