/** The input does not match the step's contract: every fault is named and nothing has happened yet. */
export class InputRejected extends Error {
  override readonly name = 'InputRejected';
}

/** The function's environment does not match the step's contract: a fault of the deployment of Sluice itself. */
export class EnvironmentRejected extends Error {
  override readonly name = 'EnvironmentRejected';
}

/** The step answered something that its contract does not allow: a fault of the step. */
export class OutputRejected extends Error {
  override readonly name = 'OutputRejected';
}

/** Thrown by the host of any step, so that every definition may name them. */
export const hostingErrors = ['InputRejected', 'EnvironmentRejected', 'OutputRejected'] as const;
