/** The input does not match the step's contract. The message names every fault, and the step had no effect. */
export class InputRejected extends Error {
  override readonly name = 'InputRejected';
}

/** The function's environment does not match the step's contract: Sluice itself is deployed incorrectly. */
export class EnvironmentRejected extends Error {
  override readonly name = 'EnvironmentRejected';
}

/** The output does not match the step's contract: the step has a bug. */
export class OutputRejected extends Error {
  override readonly name = 'OutputRejected';
}

/** The host of every step may throw these, so every definition may name them. */
export const hostingErrors = ['InputRejected', 'EnvironmentRejected', 'OutputRejected'] as const;
