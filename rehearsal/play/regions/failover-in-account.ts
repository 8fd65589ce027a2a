import { DeleteObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { ListExecutionsCommand, ListStateMachinesCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { DeleteCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { RecordedAlarm } from '#domain/failover/alarm-vote.ts';
import type { Standing } from '#domain/failover/standing.ts';
import type { Watch } from '#domain/failover/watch.ts';
import type { RunRecord } from '#domain/failover/run-record.ts';
import type { Clients } from '../../cloud/clients.ts';

/** The failovers in the standby's ledger. */
export interface Kept {
  readonly runs: readonly RunRecord[];
  readonly standing: Standing | undefined;
  readonly watch: Watch | undefined;
  /** Alarms of the primary, by name. */
  readonly alarms: readonly string[];
  /** Deployments of the primary, by the keys of their events. */
  readonly deployments: readonly string[];
}

/** The failover machine as people use it in the console, and what it has done to the account of the standby. */
export class FailoverInAccount {
  readonly #clients: Clients;
  readonly #environment: string;
  readonly #machine: string;
  readonly #primaryMonitor: string;
  readonly #bucket: string;

  private constructor(
    clients: Clients,
    environment: string,
    of: { readonly machine: string; readonly primaryMonitor: string; readonly bucket: string },
  ) {
    this.#clients = clients;
    this.#environment = environment;
    this.#machine = of.machine;
    this.#primaryMonitor = of.primaryMonitor;
    this.#bucket = of.bucket;
  }

  static async of(clients: Clients, environment: string): Promise<FailoverInAccount> {
    const { stateMachines = [] } = await clients.machines.send(new ListStateMachinesCommand({ maxResults: 1000 }));
    const arnOf = (machine: string) =>
      stateMachines.find(({ name }) => name === `sluice-${environment}-${machine}`)?.stateMachineArn;
    const [machine, primaryMonitor] = [arnOf('failover'), arnOf('primary-monitor')];
    const stack = new ListStackResourcesCommand({ StackName: `sluice-${environment}-standby` });
    const { StackResourceSummaries = [] } = await clients.cloudFormation.send(stack);
    const bucket = StackResourceSummaries.find(({ ResourceType }) => ResourceType === 'AWS::S3::Bucket');
    if (machine === undefined || primaryMonitor === undefined || bucket?.PhysicalResourceId === undefined)
      throw new Error(`${environment} has no standby that takes over.`);
    return new FailoverInAccount(clients, environment, { machine, primaryMonitor, bucket: bucket.PhysicalResourceId });
  }

  /** The state long after any failover: the primary has all traffic, and earlier signals no longer count. */
  async forget(): Promise<void> {
    const TableName = `sluice-${this.#environment}-ledger`;
    for (const sk of ['watch', ...(await this.kept()).deployments])
      await this.#clients.tables.send(new DeleteCommand({ TableName, Key: { pk: 'failover', sk } }));
    const Key = { pk: 'failover', sk: 'standing' };
    const UpdateExpression = 'REMOVE endedAt, failures, serving';
    await this.#clients.tables.send(new UpdateCommand({ TableName, Key, UpdateExpression }));
    const { Contents = [] } = await this.#clients.objects.send(new ListObjectsV2Command({ Bucket: this.#bucket }));
    for (const { Key: portion } of Contents)
      await this.#clients.objects.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key: portion }));
  }

  say(input: object): Promise<void> {
    return this.#start(this.#machine, input);
  }

  /** What the rule for alarms of the primary does with an alarm. */
  hear(alarm: RecordedAlarm): Promise<void> {
    return this.#start(this.#primaryMonitor, { alarm });
  }

  async #start(stateMachineArn: string, input: object): Promise<void> {
    await this.#clients.machines.send(new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }));
  }

  async isAtWork(): Promise<boolean> {
    const running = { stateMachineArn: this.#machine, statusFilter: 'RUNNING' as const };
    const { executions = [] } = await this.#clients.machines.send(new ListExecutionsCommand(running));
    return executions.length > 0 || (await this.kept()).standing?.running !== undefined;
  }

  /** The percentage that the switch gives the standby: an object for each portion. */
  async share(): Promise<number> {
    const { Contents = [] } = await this.#clients.objects.send(new ListObjectsV2Command({ Bucket: this.#bucket }));
    return Contents.map(({ Key = '' }) => Number(Key.split('/').at(-1))).reduce((sum, portion) => sum + portion, 0);
  }

  /** Runs in the order in which they began. */
  async kept(): Promise<Kept> {
    const { Items = [] } = await this.#clients.tables.send(
      new QueryCommand({
        TableName: `sluice-${this.#environment}-ledger`,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': 'failover' },
        ConsistentRead: true,
      }),
    );
    const runs = Items.filter(({ sk }) => String(sk).startsWith('run#')) as unknown as RunRecord[];
    return {
      runs: runs.toSorted((one, other) => one.entry.startedAt.localeCompare(other.entry.startedAt)),
      standing: Items.find(({ sk }) => sk === 'standing') as Standing | undefined,
      watch: Items.find(({ sk }) => sk === 'watch')?.['watch'] as Watch | undefined,
      deployments: Items.map(({ sk }) => String(sk)).filter((sk) => sk.startsWith('deployment#')),
      alarms: Object.keys(Items.find(({ sk }) => sk === 'alarms') ?? {}).filter(
        (name) => name !== 'pk' && name !== 'sk',
      ),
    };
  }
}
