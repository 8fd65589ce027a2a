import { setTimeout as sleep } from 'node:timers/promises';
import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
} from '@aws-sdk/client-sfn';
import type { Clients } from '../cloud/clients.ts';
import { StageTracker, type StageChange } from './stage-tracker.ts';

export interface Ending {
  readonly succeeded: boolean;
  readonly error?: string;
  readonly cause?: string;
}

export interface Request {
  readonly service: string;
  readonly image: string;
  readonly strategy: { readonly name: string; readonly steps: readonly unknown[] };
  readonly requestedBy: string;
  readonly reason: string;
}

const pollMs = 250;
/** An event on the bus starts an execution in milliseconds; this is for a machine that is very busy. */
const startWithinMs = 20_000;

/** Asks for a deployment as a CI does, with an event on the bus, and follows it to its end. */
export class DeploymentRun {
  readonly #clients: Clients;
  readonly #environment: string;

  constructor(clients: Clients, environment: string) {
    this.#clients = clients;
    this.#environment = environment;
  }

  async request(detail: Request): Promise<string> {
    const machine = await this.#machine();
    const before = new Set(await this.#executions(machine));
    await this.#clients.events.send(
      new PutEventsCommand({
        Entries: [
          {
            EventBusName: `sluice-${this.#environment}`,
            Source: 'rehearsal',
            DetailType: 'Deployment Requested',
            Detail: JSON.stringify(detail),
          },
        ],
      }),
    );
    const deadline = Date.now() + startWithinMs;
    while (Date.now() < deadline) {
      const started = (await this.#executions(machine)).find((arn) => !before.has(arn));
      if (started !== undefined) return started;
      await sleep(pollMs);
    }
    throw new Error(`No execution of ${machine} began within ${startWithinMs / 1000} s of the request.`);
  }

  async follow(execution: string, onStage: (change: StageChange) => void, signal: AbortSignal): Promise<Ending> {
    const tracker = new StageTracker();
    for (;;) {
      signal.throwIfAborted();
      const described = await this.#clients.machines.send(new DescribeExecutionCommand({ executionArn: execution }));
      const { events = [] } = await this.#clients.machines.send(
        new GetExecutionHistoryCommand({ executionArn: execution, maxResults: 1000 }),
      );
      for (const change of tracker.take(events)) onStage(change);
      if (described.status !== 'RUNNING') return endingOf(described);
      await sleep(pollMs);
    }
  }

  async #machine(): Promise<string> {
    const name = `sluice-${this.#environment}-deployment`;
    const { stateMachines = [] } = await this.#clients.machines.send(
      new ListStateMachinesCommand({ maxResults: 1000 }),
    );
    const arn = stateMachines.find((machine) => machine.name === name)?.stateMachineArn;
    if (arn === undefined) throw new Error(`There is no state machine ${name}.`);
    return arn;
  }

  async #executions(stateMachineArn: string): Promise<string[]> {
    const { executions = [] } = await this.#clients.machines.send(new ListExecutionsCommand({ stateMachineArn }));
    return executions.map(({ executionArn = '' }) => executionArn);
  }
}

const endingOf = ({ status, error, cause }: DescribeExecutionCommandOutput): Ending => ({
  succeeded: status === 'SUCCEEDED',
  ...(error === undefined ? {} : { error }),
  ...(cause === undefined ? {} : { cause }),
});
