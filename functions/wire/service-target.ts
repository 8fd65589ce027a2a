import * as z from 'zod';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import { HooksSchema } from './hook.ts';
import { HealthPolicySchema } from './health-policy.ts';
import { MigrationSchema } from './migration.ts';
import { ScanPolicySchema } from './scan-policy.ts';
import { PerSlot } from './slot.ts';
import { StrategySchema } from './strategy.ts';
import { TrafficSchema } from './traffic.ts';

const name = z.string().min(1);

/** Written to the service catalogue by the service's stack, read by admission. */
export const ServiceTargetSchema = z.object({
  service: name,
  environment: name,
  region: name,
  cluster: name,
  traffic: TrafficSchema,
  slots: PerSlot(z.object({ ecsService: name, alarms: z.array(name).readonly() })),
  templateFamily: name,
  container: name,
  repository: name,
  buildProject: name.exactOptional(),
  network: z.object({ subnets: z.array(name).readonly(), securityGroups: z.array(name).readonly() }),
  scan: ScanPolicySchema,
  approvalRequired: z.boolean().exactOptional(),
  standbyRegion: name.exactOptional(),
  tasks: z.object({ min: z.int().min(1), max: z.int().min(1), vcpus: z.number().min(0).exactOptional() }),
  health: HealthPolicySchema,
  migration: MigrationSchema.exactOptional(),
  hooks: HooksSchema,
  strategy: StrategySchema,
}) satisfies z.ZodType<ServiceTarget>;
