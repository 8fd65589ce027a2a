import type { EngineCore } from './core.ts';
import { evaluationError, StatesError } from './errors.ts';
import type { Run } from './execution.ts';
import type { Bindings } from './expressions/bindings.ts';
import { exceedsPayloadLimit, textOfFields, type Json } from './json.ts';
import type { Assignments, State } from './program.ts';
import type { Position, Scope } from './scope.ts';
import { evaluateTemplate, type Template } from './expressions/template.ts';

/** How a state was left. */
export interface Departure {
  readonly next: string | undefined;
  readonly output: Json;
  readonly outputText: string;
  readonly assigned: Readonly<Record<string, Json>>;
  readonly assignedTexts: Readonly<Record<string, string>>;
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
  /** Runs a scope inside this state to its end. */
  readonly runInside: (inner: Scope) => Promise<Json>;

  constructor(core: EngineCore, run: Run, scope: Scope, runInside: (inner: Scope) => Promise<Json>) {
    this.core = core;
    this.runInside = runInside;
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

  evaluate(template: Template, extras: Extras = {}): Json | Promise<Json> {
    const value = evaluateTemplate(template, this.#bindings(extras));
    return value instanceof Promise ? this.#evaluated(value) : this.scope.alive(value);
  }

  async #evaluated(value: Promise<Json>): Promise<Json> {
    try {
      return await this.scope.alive(value);
    } catch (error) {
      if (error instanceof StatesError) {
        const { error: name, failureCause: cause } = error;
        this.record('EvaluationFailed', { error: name, cause, state: this.state.name });
      }
      throw error;
    }
  }

  /** What this way assigns and outputs. Both see the variables as they were before. */
  async depart(
    way: { readonly assign: Assignments; readonly output: Template | undefined; readonly next: string | undefined },
    fallback: Json,
    extras: Extras = {},
  ): Promise<Departure> {
    const assigned: Record<string, Json> = {};
    const assignedTexts: Record<string, string> = {};
    for (const [variable, value] of way.assign) {
      const found = this.evaluate(value, extras);
      assigned[variable] = found instanceof Promise ? await found : found;
      assignedTexts[variable] = JSON.stringify(assigned[variable]);
    }
    const found = way.output ? this.evaluate(way.output, extras) : fallback;
    const output = found instanceof Promise ? await found : found;
    if (exceedsPayloadLimit(textOfFields(assignedTexts))) throw this.#tooLarge('assigned variables');
    const { input, inputText } = this.position;
    const outputText = output === input ? inputText : JSON.stringify(output);
    if (exceedsPayloadLimit(outputText)) throw this.#tooLarge('an output');
    return { next: way.next, output, outputText, assigned, assignedTexts };
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
      ofStates: (field) => this.#ofStates(field, extras),
    };
  }

  #ofStates(field: string, extras: Extras): unknown {
    switch (field) {
      case 'input':
        return this.position.input;
      case 'result':
        return extras.result;
      case 'errorOutput':
        return extras.errorOutput;
      case 'context':
        return this.#context(extras);
      default:
        return undefined;
    }
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

/** A literal or an expression that must give a whole number of at least `least`. */
export async function evaluateWholeNumber(visit: Visit, template: Template, least: number, field: string) {
  const value = await visit.evaluate(template);
  if (typeof value === 'number' && Number.isInteger(value) && value >= least) return value;
  throw evaluationError(
    `The field '${field}' of state '${visit.state.name}' must be a whole number of at least ${least}, not ${JSON.stringify(value)}.`,
  );
}
