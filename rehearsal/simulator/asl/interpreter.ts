import { covers, errorOutput, evaluationError, StatesError } from './errors.ts';
import type { Run } from './execution.ts';
import type { Bindings } from './expression.ts';
import { exceedsPayloadLimit, type Json } from './json.ts';
import type { EngineCore } from './core.ts';
import { catchersOf, retriersOf, type Assignments, type State } from './program.ts';
import { nextDelay } from './retry.ts';
import { positionAt, type Position, type Scope } from './scope.ts';
import { runState } from './states/run-state.ts';
import { evaluateTemplate, type Template } from './template.ts';

/** How a state was left. */
export interface Departure {
  readonly next: string | undefined;
  readonly output: Json;
  readonly assigned: Readonly<Record<string, Json>>;
}

/** What expressions of one state may read besides variables, input and context. */
export interface Extras {
  readonly result?: Json;
  readonly errorOutput?: Json;
  readonly taskToken?: string | undefined;
  readonly item?: { readonly Index: number; readonly Value: Json };
}

/** The view that one state has of its run while it is visited. */
export class Visit {
  readonly core: EngineCore;
  readonly run: Run;
  readonly scope: Scope;
  readonly state: State;
  readonly position: Position;

  constructor(core: EngineCore, run: Run, scope: Scope) {
    this.core = core;
    this.run = run;
    this.scope = scope;
    this.state = scope.state;
    this.position = scope.position;
  }

  get retryCount(): number {
    return this.position.retryCounts.reduce((sum, count) => sum + count, 0);
  }

  record(type: string, details: Readonly<Record<string, unknown>>): void {
    this.core.record(this.run, this.scope, type, details);
  }

  async evaluate(template: Template, extras: Extras = {}): Promise<Json> {
    try {
      return await this.scope.alive(evaluateTemplate(template, this.#bindings(extras)));
    } catch (error) {
      if (error instanceof StatesError) {
        const { error: name, failureCause: cause } = error;
        this.record('EvaluationFailed', { error: name, cause, state: this.state.name });
      }
      throw error;
    }
  }

  /** What leaving by this way assigns and puts out; both see the variables as they were. */
  async depart(
    way: { readonly assign: Assignments; readonly output: Template | undefined; readonly next: string | undefined },
    fallback: Json,
    extras: Extras = {},
  ): Promise<Departure> {
    const assigned: Record<string, Json> = {};
    for (const [variable, value] of way.assign) assigned[variable] = await this.evaluate(value, extras);
    const output = way.output ? await this.evaluate(way.output, extras) : fallback;
    if (way.assign.length > 0 && exceedsPayloadLimit(JSON.stringify(assigned))) {
      throw this.#tooLarge('assigned variables');
    }
    if (exceedsPayloadLimit(JSON.stringify(output))) throw this.#tooLarge('an output');
    return { next: way.next, output, assigned };
  }

  #tooLarge(what: string): StatesError {
    return new StatesError(
      'States.DataLimitExceeded',
      `The state/task '${this.state.name}' returned ${what} with a size exceeding the maximum number of bytes service limit.`,
    );
  }

  #bindings(extras: Extras): Bindings {
    return {
      now: this.core.clock.now(),
      random: this.run.random,
      variable: (name) => this.scope.variable(name),
      states: () => ({
        input: this.position.input,
        ...('result' in extras && { result: extras.result }),
        ...('errorOutput' in extras && { errorOutput: extras.errorOutput }),
        context: this.#context(extras),
      }),
    };
  }

  /** The context object, in AWS's spelling. */
  #context(extras: Extras): unknown {
    const { run, state, position } = this;
    const item = extras.item ?? this.scope.item;
    return {
      Execution: {
        Id: run.arn,
        Input: run.input,
        Name: run.name,
        RoleArn: `arn:aws:iam::${this.core.account}:role/${run.machine}`,
        StartTime: run.startedAt,
        RedriveCount: run.redriveCount,
        ...(run.redrivenAt !== undefined && { RedriveTime: run.redrivenAt }),
      },
      StateMachine: { Id: run.machineArn, Name: run.machine },
      State: { Name: state.name, EnteredTime: position.enteredAt, RetryCount: this.retryCount },
      ...(extras.taskToken !== undefined && { Task: { Token: extras.taskToken } }),
      ...(item && { Map: { Item: { Index: item.Index, Value: item.Value } } }),
    };
  }
}

/** Runs a scope from where it stands to its end and returns its output; throws a `StatesError` where it fails. */
export async function runScope(core: EngineCore, run: Run, scope: Scope): Promise<Json> {
  for (;;) {
    // A turn of its own for every state: simultaneous executions take turns in a fixed order.
    await scope.pause((go) => core.clock.at(core.clock.now(), go));
    const departure = await visitState(new Visit(core, run, scope));
    if (departure.next === undefined) return departure.output;
    scope.position = positionAt(departure.next, departure.output, JSON.stringify(departure.output));
  }
}

async function visitState(visit: Visit): Promise<Departure> {
  const { core, scope, state, position } = visit;
  const resumed = position.enteredAt !== undefined && state.type !== 'Fail';
  position.enteredAt ??= core.clock.iso();
  position.retryCounts = [];
  if (!resumed) visit.record(`${state.type}StateEntered`, { name: state.name, input: position.inputText });
  const departure = await attemptUntilSettled(visit);
  scope.assign(departure.assigned);
  const assigned = Object.entries(departure.assigned).map(([name, value]) => [name, JSON.stringify(value)]);
  visit.record(`${state.type}StateExited`, {
    name: state.name,
    output: JSON.stringify(departure.output),
    ...(assigned.length > 0 && { assignedVariables: Object.fromEntries(assigned) as unknown }),
  });
  // The event may have been one too many for this execution's history.
  return scope.alive(departure);
}

async function attemptUntilSettled(visit: Visit): Promise<Departure> {
  const { core, run, scope, state, position } = visit;
  for (;;) {
    try {
      await scope.alive(
        core.hooks.beforeState?.({
          executionArn: run.arn,
          machine: run.machine,
          state: state.name,
          type: state.type,
          input: position.input,
          retryCount: visit.retryCount,
        }),
      );
      return await runState(visit);
    } catch (thrown) {
      const failure = asFailure(thrown);
      const delay = nextDelay(retriersOf(state), position.retryCounts, failure, run.random);
      if (delay === undefined) return await departByCatcher(visit, failure);
      position.inner = undefined;
      await scope.pause((go) => core.clock.after(delay, go));
    }
  }
}

async function departByCatcher(visit: Visit, failure: StatesError): Promise<Departure> {
  const catcher = catchersOf(visit.state).find(({ errorEquals }) => covers(errorEquals, failure));
  if (!catcher) throw failure;
  const output = errorOutput(failure);
  return visit.depart(catcher, output, { errorOutput: output });
}

/** Anything but a `StatesError` is a mistake of the simulation itself and must not pass for a failure of the machine. */
function asFailure(thrown: unknown): StatesError {
  if (thrown instanceof StatesError) return thrown;
  throw thrown;
}

/** A literal or an expression that must give a whole number of at least `least`. */
export async function evaluateWholeNumber(visit: Visit, template: Template, least: number, field: string) {
  const value = await visit.evaluate(template);
  if (typeof value === 'number' && Number.isInteger(value) && value >= least) return value;
  throw evaluationError(
    `The field '${field}' of state '${visit.state.name}' must be a whole number of at least ${least}, not ${JSON.stringify(value)}.`,
  );
}
