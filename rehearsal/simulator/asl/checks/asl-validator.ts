import { createRequire } from 'node:module';
import { throughJson } from '../json.ts';
import type { Definition } from '../program.ts';
import type { Finding } from './finding.ts';

type Validator = (definition: unknown) => {
  readonly isValid: boolean;
  readonly errors: readonly { readonly 'Error code': string; readonly Message: string; readonly path?: string }[];
};

// The package ships no types.
const validate = createRequire(import.meta.url)('asl-validator') as Validator;

/** The community's linter: schema, transitions and the syntax of expressions. */
export function lintErrors(definition: Definition): Finding[] {
  // It writes defaults into its input.
  return validate(throughJson(definition)).errors.map((error) => ({
    state: undefined,
    place: error.path ?? '',
    problem: `asl-validator: ${error['Error code']} ${error.Message}`.trim(),
  }));
}
