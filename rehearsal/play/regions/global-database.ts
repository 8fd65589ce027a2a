import { PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  CreateDBClusterCommand,
  CreateGlobalClusterCommand,
  DescribeGlobalClustersCommand,
  FailoverGlobalClusterCommand,
} from '@aws-sdk/client-rds';
import type { Clients } from '../../cloud/clients.ts';

const GlobalClusterIdentifier = 'rehearsal';

export interface TwoRegions {
  readonly primary: Clients;
  readonly standby: Clients;
}

/** An empty database in both regions: the rehearsal covers which region writes, and how far the copy is behind. */
export class GlobalDatabase {
  readonly #clients: TwoRegions;
  readonly #clusters: { readonly primary: string; readonly standby: string };

  private constructor(clients: TwoRegions, clusters: { readonly primary: string; readonly standby: string }) {
    this.#clients = clients;
    this.#clusters = clusters;
  }

  static async create(clients: TwoRegions): Promise<GlobalDatabase> {
    const global = { GlobalClusterIdentifier, Engine: 'aurora-postgresql' };
    await clients.primary.databases.send(new CreateGlobalClusterCommand(global));
    const primary = await createCluster(clients.primary, {
      MasterUsername: 'rehearsal',
      MasterUserPassword: 'rehearsal',
    });
    return new GlobalDatabase(clients, { primary, standby: await createCluster(clients.standby, {}) });
  }

  /** As a configuration names it. */
  get setting(): { readonly globalCluster: string; readonly cluster: string } {
    return { globalCluster: GlobalClusterIdentifier, cluster: this.#clusters.standby };
  }

  /** Of the standby. */
  async role(): Promise<'replica' | 'writer'> {
    const { databases } = this.#clients.standby;
    const { GlobalClusters = [] } = await databases.send(
      new DescribeGlobalClustersCommand({ GlobalClusterIdentifier }),
    );
    const members = GlobalClusters[0]?.GlobalClusterMembers ?? [];
    const standby = members.find(({ DBClusterArn }) => DBClusterArn === this.#clusters.standby);
    return standby?.IsWriter === true ? 'writer' : 'replica';
  }

  /** Makes the primary the writer again, as people do after a takeover. */
  async comeHome(): Promise<void> {
    if ((await this.role()) === 'replica') return;
    const TargetDbClusterIdentifier = this.#clusters.primary;
    const home = { GlobalClusterIdentifier, TargetDbClusterIdentifier, AllowDataLoss: true };
    await this.#clients.primary.databases.send(new FailoverGlobalClusterCommand(home));
  }

  /** The metric of how far the standby is behind, in milliseconds. */
  async tellLag(seconds: number): Promise<void> {
    const Dimensions = [{ Name: 'DBClusterIdentifier', Value: this.#clusters.standby.split(':').at(-1) }];
    const lag = { MetricName: 'AuroraGlobalDBReplicationLag', Dimensions, Value: 1000 * seconds };
    await this.#clients.standby.metrics.send(new PutMetricDataCommand({ Namespace: 'AWS/RDS', MetricData: [lag] }));
  }
}

async function createCluster({ databases, region }: Clients, writer: object): Promise<string> {
  const DBClusterIdentifier = `rehearsal-${region}`;
  const cluster = { DBClusterIdentifier, Engine: 'aurora-postgresql', GlobalClusterIdentifier, ...writer };
  const { DBCluster } = await databases.send(new CreateDBClusterCommand(cluster));
  if (DBCluster?.DBClusterArn === undefined) throw new Error(`${region} has no database.`);
  return DBCluster.DBClusterArn;
}
