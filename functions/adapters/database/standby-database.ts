import type { DatabaseSetting } from '#domain/failover/settings.ts';
import type { StandbyDatabase } from '#ports/database/standby-database.ts';
import { AuroraStandby } from './aurora-standby.ts';
import * as aws from '#adapters/aws-clients.ts';
import { ReplicaStandby } from './replica-standby.ts';

export function standbyDatabase(setting: DatabaseSetting): StandbyDatabase {
  switch (setting.kind) {
    case 'none':
      return { status: async () => ({ role: 'none' }), promote: async () => {} };
    case 'aurora-global':
      return new AuroraStandby(aws.databases(), aws.metrics(), setting);
    case 'rds-replica':
      return new ReplicaStandby(aws.databases(), aws.metrics(), setting.instance);
  }
}
