import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import {
  DescribeGlobalClustersCommand,
  FailoverGlobalClusterCommand,
  type RDSClient,
  SwitchoverGlobalClusterCommand,
} from '@aws-sdk/client-rds';
import type { ReplicaStatus } from '#domain/failover/data-loss.ts';
import type { DatabaseSetting } from '#domain/failover/settings.ts';
import type { StandbyDatabase } from '#ports/database/standby-database.ts';
import { replicationLag } from './replication-lag.ts';

type Setting = Extract<DatabaseSetting, { kind: 'aurora-global' }>;

/** The standby's cluster of an Aurora global database. */
export class AuroraStandby implements StandbyDatabase {
  readonly #client: RDSClient;
  readonly #metrics: CloudWatchClient;
  readonly #setting: Setting;

  constructor(client: RDSClient, metrics: CloudWatchClient, setting: Setting) {
    this.#client = client;
    this.#metrics = metrics;
    this.#setting = setting;
  }

  async status(): Promise<ReplicaStatus> {
    const { globalCluster, cluster } = this.#setting;
    const { GlobalClusters: [found] = [] } = await this.#client.send(
      new DescribeGlobalClustersCommand({ GlobalClusterIdentifier: globalCluster }),
    );
    const member = found?.GlobalClusterMembers?.find(({ DBClusterArn }) => DBClusterArn === cluster);
    if (member?.IsWriter === true) return { role: 'writer' };
    if (found?.Status !== 'available') return { role: 'changing' };
    const lag = await replicationLag(this.#metrics, {
      metric: 'AuroraGlobalDBReplicationLag',
      dimension: { Name: 'DBClusterIdentifier', Value: cluster.slice(cluster.lastIndexOf(':') + 1) },
      unitsPerSecond: 1000,
    });
    return { role: 'replica', ...(lag !== undefined && { lag }) };
  }

  async promote({ mayLoseData }: { readonly mayLoseData: boolean }): Promise<void> {
    const target = {
      GlobalClusterIdentifier: this.#setting.globalCluster,
      TargetDbClusterIdentifier: this.#setting.cluster,
    };
    // Said explicitly: without the word, a failover is a switchover, which waits for the primary that is gone.
    if (mayLoseData) await this.#client.send(new FailoverGlobalClusterCommand({ ...target, AllowDataLoss: true }));
    else await this.#client.send(new SwitchoverGlobalClusterCommand(target));
  }
}
