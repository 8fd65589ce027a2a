import { DisableRuleCommand, EnableRuleCommand, type EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { ListExecutionsCommand, type SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import type { PrimaryFence } from '#ports/regions/primary-fence.ts';
import * as aws from '#adapters/aws-clients.ts';

interface Fenced {
  /** Starts deployments for requests on the bus. */
  readonly rule: string;
  readonly bus: string;
  /** The deployment machine. */
  readonly machine: string;
}

export const primaryFence = (region: string, fenced: Fenced): PrimaryFence =>
  new RemotePrimaryFence(aws.executionsIn(region), aws.eventsIn(region), fenced);

/** Reaches into the other region with clients that give up after two seconds. */
class RemotePrimaryFence implements PrimaryFence {
  readonly #machines: SFNClient;
  readonly #rules: EventBridgeClient;
  readonly #fenced: Fenced;

  constructor(machines: SFNClient, rules: EventBridgeClient, fenced: Fenced) {
    this.#machines = machines;
    this.#rules = rules;
    this.#fenced = fenced;
  }

  async stopDeployments(why: string): Promise<void> {
    const { rule, bus, machine } = this.#fenced;
    await this.#rules.send(new DisableRuleCommand({ Name: rule, EventBusName: bus }));
    const { executions = [] } = await this.#machines.send(
      new ListExecutionsCommand({ stateMachineArn: machine, statusFilter: 'RUNNING' }),
    );
    for (const { executionArn } of executions) {
      await this.#machines.send(new StopExecutionCommand({ executionArn, error: 'Preempted', cause: why }));
    }
  }

  async allowDeployments(): Promise<void> {
    const { rule, bus } = this.#fenced;
    await this.#rules.send(new EnableRuleCommand({ Name: rule, EventBusName: bus }));
  }
}
