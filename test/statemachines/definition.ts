/** The parts of an Amazon States Language definition that the checks and the pictures read. */
export interface Definition {
  readonly Comment?: string;
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

export interface State {
  readonly Type: 'Task' | 'Pass' | 'Choice' | 'Wait' | 'Succeed' | 'Fail' | 'Parallel' | 'Map';
  readonly Comment?: string;
  readonly Resource?: string;
  readonly Arguments?: { readonly FunctionName?: string; readonly StateMachineArn?: string } | string;
  readonly TimeoutSeconds?: number | string;
  readonly Next?: string;
  readonly Default?: string;
  readonly Choices?: readonly { readonly Next: string; readonly Condition: string; readonly Comment?: string }[];
  readonly Retry?: readonly { readonly ErrorEquals: readonly string[] }[];
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[]; readonly Next: string }[];
  readonly Branches?: readonly Definition[];
  readonly ItemProcessor?: Definition;
}

/** Every state with its name, those inside of branches and loops too. */
export function allStates(definition: Definition): (readonly [string, State])[] {
  return Object.entries(definition.States).flatMap(([name, state]) => [
    [name, state] as const,
    ...innerDefinitions(state).flatMap(allStates),
  ]);
}

export const innerDefinitions = (state: State): readonly Definition[] => [
  ...(state.Branches ?? []),
  ...(state.ItemProcessor ? [state.ItemProcessor] : []),
];

/** The product's function or machine that a task calls, as the placeholder of its name; undefined for other tasks. */
export function calledBy(
  state: State,
): { readonly kind: 'function' | 'machine'; readonly placeholder: string } | undefined {
  if (typeof state.Arguments !== 'object') return undefined;
  const { FunctionName, StateMachineArn } = state.Arguments;
  // A name that only an execution knows is one of the service's own functions.
  if (FunctionName?.startsWith('{%')) return undefined;
  if (FunctionName !== undefined) return { kind: 'function', placeholder: withoutBraces(FunctionName) };
  if (StateMachineArn !== undefined) return { kind: 'machine', placeholder: withoutBraces(StateMachineArn) };
  return undefined;
}

const withoutBraces = (text: string) => /^\$\{(\w+)\}$/.exec(text)?.[1] ?? text;

/** `JudgeCanary` is the state of `judge-canary`. */
export const fileName = (stateName: string): string => stateName.replace(/(?<!^)([A-Z])/g, '-$1').toLowerCase();
