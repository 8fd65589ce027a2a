import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DescribeDBInstancesCommand, PromoteReadReplicaCommand, type RDSClient } from '@aws-sdk/client-rds';
import type { ReplicaStatus } from '#domain/failover/data-loss.ts';
import type { StandbyDatabase } from '#ports/database/standby-database.ts';
import { replicationLag } from './replication-lag.ts';

/** A read replica in the standby region. Once promoted it is a database of its own: the way back is a new replica. */
export class ReplicaStandby implements StandbyDatabase {
  readonly #client: RDSClient;
  readonly #metrics: CloudWatchClient;
  readonly #instance: string;

  constructor(client: RDSClient, metrics: CloudWatchClient, instance: string) {
    this.#client = client;
    this.#metrics = metrics;
    this.#instance = instance;
  }

  async status(): Promise<ReplicaStatus> {
    const { DBInstances: [found] = [] } = await this.#client.send(
      new DescribeDBInstancesCommand({ DBInstanceIdentifier: this.#instance }),
    );
    if (found?.DBInstanceStatus !== 'available') return { role: 'changing' };
    if (found.ReadReplicaSourceDBInstanceIdentifier === undefined) return { role: 'writer' };
    const lag = await replicationLag(this.#metrics, {
      metric: 'ReplicaLag',
      dimension: { Name: 'DBInstanceIdentifier', Value: this.#instance },
      unitsPerSecond: 1,
    });
    return { role: 'replica', ...(lag !== undefined && { lag }) };
  }

  /** There is no promotion that waits for the last write: what a person or the limit allowed is what is lost. */
  async promote(): Promise<void> {
    await this.#client.send(new PromoteReadReplicaCommand({ DBInstanceIdentifier: this.#instance }));
  }
}
