import {
  CreateDBClusterSnapshotCommand,
  DBClusterNotFoundFault,
  DBClusterSnapshotAlreadyExistsFault,
  DBClusterSnapshotNotFoundFault,
  DescribeDBClusterSnapshotsCommand,
  InvalidDBClusterStateFault,
  type RDSClient,
  SnapshotQuotaExceededFault,
} from '@aws-sdk/client-rds';
import type { DatabaseSnapshots, Snapshot } from '#ports/database/database-snapshots.ts';

export class RdsDatabaseSnapshots implements DatabaseSnapshots {
  readonly #client: RDSClient;

  constructor(client: RDSClient) {
    this.#client = client;
  }

  async take(cluster: string, name: string): Promise<Snapshot> {
    const status = await this.#statusOf(name);
    if (status === undefined) return this.#begin(cluster, name);
    if (status === 'available') return { kind: 'complete' };
    if (status === 'creating') return { kind: 'under-way' };
    return { kind: 'impossible', reason: `the snapshot ${name} is ${status}` };
  }

  async #statusOf(name: string): Promise<string | undefined> {
    try {
      const { DBClusterSnapshots = [] } = await this.#client.send(
        new DescribeDBClusterSnapshotsCommand({ DBClusterSnapshotIdentifier: name }),
      );
      return DBClusterSnapshots[0]?.Status;
    } catch (error) {
      if (error instanceof DBClusterSnapshotNotFoundFault) return undefined;
      throw error;
    }
  }

  async #begin(cluster: string, name: string): Promise<Snapshot> {
    try {
      await this.#client.send(
        new CreateDBClusterSnapshotCommand({ DBClusterIdentifier: cluster, DBClusterSnapshotIdentifier: name }),
      );
      return { kind: 'under-way' };
    } catch (error) {
      // Another call began it in the same moment, or a backup of the cluster is just being made.
      if (error instanceof DBClusterSnapshotAlreadyExistsFault || error instanceof InvalidDBClusterStateFault)
        return { kind: 'under-way' };
      if (error instanceof DBClusterNotFoundFault || error instanceof SnapshotQuotaExceededFault)
        return { kind: 'impossible', reason: error.message };
      throw error;
    }
  }
}
