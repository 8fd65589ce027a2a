import type { VirtualClock } from '../clock.ts';
import type { SeededRandom } from '../random.ts';
import { StatesApiError } from './api-error.ts';
import type { EngineCore } from './core.ts';
import { StatesError } from './errors.ts';
import type { Execution, ExecutionStatus, Run } from './execution.ts';
import { HISTORY_FULL, HISTORY_LIMIT } from './history.ts';
import type { FunctionHandler, Hooks, IntegrationHandler } from './hooks.ts';
import { runScope } from './interpreter.ts';
import { exceedsPayloadLimit, throughJson, type Json } from './json.ts';
import { loadMachines } from './load.ts';
import type { Definition, Program } from './program.ts';
import { whyNotRedrivable } from './redrivable.ts';
import { machineName } from './resource.ts';
import { positionAt, Scope } from './scope.ts';
import { TaskTokens } from './tokens.ts';

export interface StatesEngineOptions {
  readonly clock: VirtualClock;
  readonly random: SeededRandom;
  /** By machine name, with all placeholders filled in. */
  readonly definitions: Readonly<Record<string, Definition>>;
  /** By function name. */
  readonly functions?: Readonly<Record<string, FunctionHandler>>;
  /** Whether functions leave their payloads as they are, so that none needs a copy. */
  readonly trustsFunctions?: boolean;
  /** By `Resource`, exactly as definitions write it. */
  readonly integrations?: Readonly<Record<string, IntegrationHandler>>;
  readonly hooks?: Hooks;
  /** Receives every status, `RUNNING` first: EventBridge turns them into events. */
  readonly onStatusChange?: (execution: Execution) => void;
  readonly region?: string;
  readonly account?: string;
}

const NAME = /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]{1,80}$/u;

/** Step Functions' standard workflows in one process, on virtual time. */
export class StatesEngine implements EngineCore {
  readonly clock: VirtualClock;
  readonly hooks: Hooks;
  readonly region: string;
  readonly account: string;
  readonly tokens = new TaskTokens();
  readonly functions: Readonly<Record<string, FunctionHandler>>;
  readonly integrations: Readonly<Record<string, IntegrationHandler>>;
  readonly trustsFunctions: boolean;
  readonly #random: SeededRandom;
  readonly #programs: ReadonlyMap<string, Program>;
  readonly #onStatusChange: (execution: Execution) => void;
  readonly #runs = new Map<string, Run>();
  #calls = 0;

  /** Throws `DefinitionRefused` where a definition contains a feature that this engine does not run as AWS does. */
  constructor(options: StatesEngineOptions) {
    this.clock = options.clock;
    this.#random = options.random;
    this.hooks = options.hooks ?? {};
    this.region = options.region ?? 'us-east-1';
    this.account = options.account ?? '123456789012';
    this.functions = options.functions ?? {};
    this.integrations = options.integrations ?? {};
    this.trustsFunctions = options.trustsFunctions ?? false;
    this.#onStatusChange = options.onStatusChange ?? (() => {});
    this.#programs = loadMachines(options.definitions, this);
  }

  /** All executions, oldest first. */
  executions(): readonly Execution[] {
    return [...this.#runs.values()];
  }

  /** Undefined where there is none. */
  find(executionArn: string): Execution | undefined {
    return this.#runs.get(executionArn);
  }

  execution(executionArn: string): Execution {
    return this.#run(executionArn);
  }

  /** Starts a machine by name or ARN. The same name with the same input while it runs is the same execution. */
  start(machine: string, input: Json, options: { readonly name?: string } = {}): Execution {
    const program = this.#programs.get(machineName(machine));
    if (!program) throw new StatesApiError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${machine}'`);
    const name = options.name ?? this.#random.uuid();
    if (!NAME.test(name)) throw new StatesApiError('InvalidName', `Invalid Name: '${name}'`);
    const inputText = JSON.stringify(input);
    if (exceedsPayloadLimit(inputText)) {
      throw new StatesApiError('InvalidExecutionInput', 'Invalid Input: larger than 262144 bytes');
    }
    const arn = this.#arn('execution', `${program.name}:${name}`);
    const existing = this.#runs.get(arn);
    if (existing) {
      if (existing.status === 'RUNNING' && JSON.stringify(existing.input) === inputText) return existing;
      throw new StatesApiError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
    }
    const run = this.#create(program, arn, name, throughJson(input), inputText);
    this.#runs.set(arn, run);
    this.#append(run, 'ExecutionStarted', 0, { input: inputText });
    this.#onStatusChange(run);
    this.#go(run);
    return run;
  }

  /** StopExecution: the execution has no further effect; one that has ended stays as it is. */
  stop(executionArn: string, error?: string, cause?: string): void {
    const run = this.#run(executionArn);
    if (run.status !== 'RUNNING') return;
    this.#end(run, 'ABORTED', 'ExecutionAborted', { ...(error && { error }), ...(cause && { cause }) });
  }

  /** As when the machine's own `TimeoutSeconds` have passed. */
  timeOut(executionArn: string): void {
    this.#end(this.#run(executionArn), 'TIMED_OUT', 'ExecutionTimedOut', { error: 'States.Timeout' });
  }

  /** RedriveExecution: continues from the state that did not succeed, with its input and all variables. */
  redrive(executionArn: string): void {
    const run = this.#run(executionArn);
    const refused = whyNotRedrivable(run, this.clock.now());
    if (refused) throw new StatesApiError('ExecutionNotRedrivable', refused);
    run.status = 'RUNNING';
    run.error = run.cause = run.stoppedAt = undefined;
    run.redriveCount++;
    run.redrivenAt = this.clock.iso();
    this.#append(run, 'ExecutionRedriven', run.history.length, { redriveCount: run.redriveCount });
    run.root.lastEventId = run.history.length;
    run.root.revive();
    this.#onStatusChange(run);
    this.#go(run);
  }

  sendTaskSuccess(token: string, output: Json): void {
    this.tokens.holder(token).succeed(throughJson(output));
  }

  sendTaskFailure(token: string, error = 'States.TaskFailed', cause?: string): void {
    this.tokens.holder(token).fail(new StatesError(error, cause));
  }

  sendTaskHeartbeat(token: string): void {
    this.tokens.holder(token).beat();
  }

  nextCallNumber(): number {
    return ++this.#calls;
  }

  watch(executionArn: string, ended: (execution: Execution) => void): void {
    const run = this.#run(executionArn);
    if (run.status === 'RUNNING') run.watchers.add(() => ended(run));
    else ended(run);
  }

  record(run: Run, scope: Scope, type: string, details: Readonly<Record<string, unknown>>): void {
    if (run.status !== 'RUNNING') return;
    if (run.history.length >= HISTORY_LIMIT - 1) {
      this.#end(run, 'FAILED', 'ExecutionFailed', { error: 'States.Runtime', cause: HISTORY_FULL });
      return;
    }
    scope.lastEventId = this.#append(run, type, scope.lastEventId, details);
  }

  #create(program: Program, arn: string, name: string, input: Json, inputText: string): Run {
    return {
      program,
      arn,
      name,
      machine: program.name,
      machineArn: this.#arn('stateMachine', program.name),
      input,
      startedAt: this.clock.iso(),
      status: 'RUNNING',
      output: undefined,
      error: undefined,
      cause: undefined,
      stoppedAt: undefined,
      redriveCount: 0,
      redrivenAt: undefined,
      history: [],
      random: this.#random.fork(arn),
      root: new Scope(program.body, positionAt(program.body.startAt, input, inputText)),
      watchers: new Set(),
      cancelTimeout: () => {},
    };
  }

  /** Runs the root scope from its position. */
  #go(run: Run): void {
    const { timeoutSeconds } = run.program;
    if (timeoutSeconds !== undefined) {
      run.cancelTimeout = this.clock.after(timeoutSeconds, () => this.timeOut(run.arn));
    }
    runScope(this, run, run.root).then(
      (output) => this.#end(run, 'SUCCEEDED', 'ExecutionSucceeded', { output: JSON.stringify(output) }, output),
      (failure: unknown) => this.#fail(run, failure),
    );
  }

  #fail(run: Run, failure: unknown): void {
    if (failure instanceof StatesError) {
      const { error, failureCause: cause } = failure;
      this.#end(run, 'FAILED', 'ExecutionFailed', { error, ...(cause !== undefined && { cause }) });
      return;
    }
    // A mistake of the simulation itself: the caller that runs the clock must receive it.
    this.clock.at(this.clock.now(), () => {
      throw failure;
    });
  }

  #end(run: Run, status: ExecutionStatus, type: string, details: Record<string, string>, output?: Json): void {
    if (run.status !== 'RUNNING') return;
    run.cancelTimeout();
    const cutOff = status === 'ABORTED' || status === 'TIMED_OUT';
    this.#append(run, type, cutOff ? run.history.length : run.root.lastEventId, details);
    run.status = status;
    run.stoppedAt = this.clock.iso();
    run.output = output;
    // `DescribeExecution` gives no error for an execution that timed out: it is in the history alone.
    if (status !== 'TIMED_OUT') ({ error: run.error, cause: run.cause } = details);
    run.root.cancel();
    for (const tell of run.watchers) tell();
    run.watchers.clear();
    this.#onStatusChange(run);
  }

  #append(run: Run, type: string, previousEventId: number, details: Readonly<Record<string, unknown>>): number {
    const id = run.history.length + 1;
    run.history.push({ id, previousEventId, timestamp: this.clock.iso(), type, details });
    return id;
  }

  #run(executionArn: string): Run {
    const run = this.#runs.get(executionArn);
    if (!run) throw new StatesApiError('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`);
    return run;
  }

  #arn(kind: string, rest: string): string {
    return `arn:aws:states:${this.region}:${this.account}:${kind}:${rest}`;
  }
}
