import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { RecordedAlarm } from '#domain/failover/alarm-vote.ts';
import type { MirroredDeployment } from '#domain/failover/self-recovery.ts';
import type { PrimaryState } from '#ports/regions/primary-state.ts';
import { setFields } from '#adapters/ledger/dynamo-fields.ts';
import { newestUnder } from '#adapters/ledger/dynamo-newest.ts';
import { failoverKey } from '#adapters/ledger/ledger-keys.ts';
import { readItem } from '#adapters/ledger/read-item.ts';
import { failoverItem } from '#wire/failover-items.ts';

const alarmsKey = failoverKey('alarms');
const deploymentKey = (deploymentId: string) => failoverKey(`deployment#${deploymentId}`);

/** More than are ever under way at once. */
const latestDeployments = 100;
const keptForSeconds = 7 * 24 * 3600;

/** In the standby's own ledger. */
export class DynamoPrimaryState implements PrimaryState {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async alarms(): Promise<readonly RecordedAlarm[]> {
    return Object.values((await readItem(this.#client, this.#table, alarmsKey, failoverItem.alarms)) ?? {});
  }

  async recordAlarm(alarm: RecordedAlarm): Promise<void> {
    await this.#client.send(setFields(this.#table, alarmsKey, { [alarm.name]: alarm }));
  }

  async deployments(): Promise<readonly MirroredDeployment[]> {
    const newest = newestUnder(this.#table, deploymentKey(''), latestDeployments);
    const { Items = [] } = await this.#client.send(new QueryCommand({ ...newest, ConsistentRead: true }));
    return Items.map(failoverItem.mirroredDeployment);
  }

  async mirrorDeployment(deployment: MirroredDeployment): Promise<void> {
    const { deploymentId, toldAt, endedAt = toldAt ?? '' } = deployment;
    const expires = Math.ceil(Date.parse(endedAt) / 1000) + keptForSeconds;
    await this.#client.send(setFields(this.#table, deploymentKey(deploymentId), { ...deployment, expires }));
  }
}
