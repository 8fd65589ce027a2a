import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  type ExecutionStatus,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Clients } from '../cloud/clients.ts';
import type { Ending, OnBusy } from '../scenarios/scenario.ts';
import { type StageChange, StageTracker } from './stage-tracker.ts';

export interface Ended {
  readonly ending: Ending;
  readonly error?: string;
  readonly cause?: string;
}

export interface Request {
  readonly service: string;
  readonly image?: string;
  readonly restore?: true;
  readonly onBusy: OnBusy;
  readonly dryRun?: true;
  readonly strategy?: { readonly name: string; readonly steps: readonly unknown[] };
  readonly requestedBy: string;
  readonly reason: string;
}

const pollMs = 250;
/** An event on the bus starts an execution in milliseconds; this limit is for a very busy machine. */
const startWithinMs = 20_000;

/** The deployment machine as people use it who request deployments and watch them in the console. */
export class DeploymentMachine {
  readonly #clients: Clients;
  readonly #environment: string;
  readonly #arn: string;

  private constructor(clients: Clients, environment: string, arn: string) {
    this.#clients = clients;
    this.#environment = environment;
    this.#arn = arn;
  }

  static async of(clients: Clients, environment: string): Promise<DeploymentMachine> {
    const name = `sluice-${environment}-deployment`;
    const { stateMachines = [] } = await clients.machines.send(new ListStateMachinesCommand({ maxResults: 1000 }));
    const arn = stateMachines.find((machine) => machine.name === name)?.stateMachineArn;
    if (arn === undefined) throw new Error(`There is no state machine ${name}.`);
    return new DeploymentMachine(clients, environment, arn);
  }

  /** Requests a deployment as a CI does, with an event on the bus. Returns the execution that it started. */
  async request(detail: Request): Promise<string> {
    const before = new Set(await this.#executions());
    const EventBusName = `sluice-${this.#environment}`;
    const event = { EventBusName, Source: 'rehearsal', DetailType, Detail: JSON.stringify(detail) };
    await this.#clients.events.send(new PutEventsCommand({ Entries: [event] }));
    const deadline = Date.now() + startWithinMs;
    while (Date.now() < deadline) {
      const started = (await this.#executions()).find((arn) => !before.has(arn));
      if (started !== undefined) return started;
      await sleep(pollMs);
    }
    throw new Error(`No execution of ${this.#arn} began within ${startWithinMs / 1000} s of the request.`);
  }

  /** What EventBridge does when it delivers one event several times: the same id each time. */
  async deliver(detail: Request, times: number): Promise<readonly string[]> {
    const input = JSON.stringify({ 'detail-type': DetailType, id: randomUUID(), detail });
    const start = () => this.#clients.machines.send(new StartExecutionCommand({ stateMachineArn: this.#arn, input }));
    const started = await Promise.all(Array.from({ length: times }, start));
    return started.map(({ executionArn = '' }) => executionArn);
  }

  async stop(execution: string): Promise<void> {
    const cause = 'stopped by hand';
    await this.#clients.machines.send(new StopExecutionCommand({ executionArn: execution, error: 'Stopped', cause }));
  }

  /** Reports every change of a stage, and returns how the execution ended. */
  async follow(
    execution: string,
    onStage: (change: StageChange) => Promise<void>,
    signal: AbortSignal,
  ): Promise<Ended> {
    const tracker = new StageTracker();
    for (;;) {
      signal.throwIfAborted();
      const described = await this.#clients.machines.send(new DescribeExecutionCommand({ executionArn: execution }));
      const { events = [] } = await this.#clients.machines.send(
        new GetExecutionHistoryCommand({ executionArn: execution, maxResults: 1000 }),
      );
      for (const change of tracker.take(events)) await onStage(change);
      if (described.status !== 'RUNNING') return endOf(described);
      await sleep(pollMs);
    }
  }

  async #executions(): Promise<string[]> {
    const { executions = [] } = await this.#clients.machines.send(
      new ListExecutionsCommand({ stateMachineArn: this.#arn }),
    );
    return executions.map(({ executionArn = '' }) => executionArn);
  }
}

const DetailType = 'Deployment Requested';

const endings: Partial<Record<ExecutionStatus, Ending>> = { SUCCEEDED: 'succeeded', ABORTED: 'stopped' };

const endOf = ({ status, error, cause }: DescribeExecutionCommandOutput): Ended => ({
  ending: endings[status ?? 'FAILED'] ?? 'failed',
  ...(error === undefined ? {} : { error }),
  ...(cause === undefined ? {} : { cause }),
});
