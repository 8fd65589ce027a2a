import type * as z from 'zod';

/** How a machine treats an error that a step declares. */
export type ErrorKind =
  /** The condition may still become true: the definition retries. */
  | 'not-yet'
  /** A retry cannot succeed: the definition rolls back or rejects. */
  | 'never';

/**
 * What a step guarantees to the machine that runs it and to the construct that deploys it. Synth, Lambda and the checks
 * of the definitions all read this one object, so they cannot disagree.
 */
export interface StepContract<
  Environment extends z.ZodObject = z.ZodObject,
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> {
  /** `verb-noun`: the state is `VerbNoun`, the file `verb-noun.step.ts`. */
  readonly name: string;
  /** The machine that calls the step, or `watchers` if a rule or a schedule starts it. */
  readonly machine: string;
  /** One sentence for people. It becomes the function's description. */
  readonly purpose: string;
  readonly environment: Environment;
  readonly input: Input;
  readonly output: Output;
  /** Every error that the step throws deliberately, by the name that Step Functions sees. */
  readonly errors: Readonly<Record<string, ErrorKind>>;
  /** The function's timeout. The `TimeoutSeconds` of its state is slightly longer. */
  readonly timeoutSeconds: number;
}

export function defineContract<
  Environment extends z.ZodObject,
  Input extends z.ZodType,
  Output extends z.ZodType,
  const Errors extends Readonly<Record<string, ErrorKind>>,
>(
  contract: StepContract<Environment, Input, Output> & { readonly errors: Errors },
  // The errors by name, so that a definition that retries or catches another one does not compile.
): Omit<StepContract<Environment, Input, Output>, 'errors'> & { readonly errors: Errors } {
  return contract;
}

export type EnvironmentOf<C extends StepContract> = z.output<C['environment']>;
export type InputOf<C extends StepContract> = z.output<C['input']>;
export type OutputOf<C extends StepContract> = z.output<C['output']>;
