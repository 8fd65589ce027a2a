/** The part of the Amazon States Language that our definitions use, with JSONata as the query language. */
export interface Definition {
  readonly Comment: string;
  readonly QueryLanguage: 'JSONata';
  readonly StartAt: string;
  readonly TimeoutSeconds: number;
  readonly States: States;
}

export type States = Readonly<Record<string, State>>;

export interface StateFields {
  readonly Comment?: string;
  readonly TimeoutSeconds?: number | string;
  readonly Assign?: Readonly<Record<string, unknown>>;
  readonly Output?: unknown;
  readonly Retry?: readonly Retrier<string>[];
  readonly Catch?: readonly Catcher<string>[];
  readonly Next?: string;
  readonly End?: true;
}

export interface State extends StateFields {
  readonly Type: 'Task' | 'Pass' | 'Choice' | 'Wait' | 'Succeed' | 'Fail' | 'Parallel' | 'Map';
  readonly Resource?: string;
  readonly Arguments?: unknown;
  readonly Choices?: readonly Choice[];
  readonly Default?: string;
  readonly Seconds?: number | string;
  readonly Error?: string;
  readonly Cause?: string;
  readonly Branches?: readonly Branch[];
  readonly Items?: string;
  readonly MaxConcurrency?: number;
  readonly ItemProcessor?: Branch & { readonly ProcessorConfig?: { readonly Mode: 'INLINE' } };
}

export interface Branch {
  readonly StartAt: string;
  readonly States: States;
}

export interface Choice {
  readonly Condition: string;
  readonly Comment?: string;
  readonly Assign?: Readonly<Record<string, unknown>>;
  readonly Output?: unknown;
  readonly Next: string;
}

export interface Retrier<Errors extends string> {
  readonly ErrorEquals: readonly Errors[];
  readonly IntervalSeconds: number;
  readonly BackoffRate: number;
  readonly MaxDelaySeconds?: number;
  readonly MaxAttempts: number;
  readonly JitterStrategy?: 'FULL';
}

export interface Catcher<Errors extends string> {
  readonly ErrorEquals: readonly Errors[];
  readonly Assign?: Readonly<Record<string, unknown>>;
  readonly Output?: unknown;
  readonly Next: string;
}
