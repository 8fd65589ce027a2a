import * as z from 'zod';
import type { Hooks } from '#domain/deployment/hook.ts';
import type { Migration } from '#domain/deployment/migration.ts';
import type { HealthPolicy } from '#domain/deployment/health-score.ts';
import { HooksSchema } from './hook.ts';
import { MigrationSchema } from './migration.ts';
import { HealthPolicySchema } from './health-policy.ts';
import { type Container, ContainerSchema, type Permissions, PermissionsSchema } from './container.ts';
import type { Strategy } from '#domain/strategy/strategy.ts';
import { type Scaling, ScalingSchema } from './scaling.ts';
import { StrategySchema } from './strategy.ts';

/** A service as one environment runs it: every default filled in, every override applied. */
export interface ServiceSpecification {
  readonly name: string;
  readonly image: ImageSource;
  readonly port: number;
  /** Fargate units: 1024 are one vCPU. */
  readonly cpu: number;
  readonly memoryMiB: number;
  readonly tasks: { readonly min: number; readonly max: number };
  readonly scaling: Scaling;
  /** Percent of the tasks that may run on Fargate Spot. */
  readonly spot: number;
  /** How the load balancer chooses a task for a request. */
  readonly balancing: Balancing;
  /** For how long a user stays with the version that served him first, while a deployment splits the traffic. */
  readonly stickySeconds?: number;
  /** For how long the load balancer sends a new task fewer requests than the others. */
  readonly slowStartSeconds?: number;
  /** How long the load balancer waits for requests under way before it lets a task go. */
  readonly drainSeconds: number;
  /** For how long a new task may fail its health checks. */
  readonly startSeconds: number;
  readonly health: HealthPolicy;
  readonly migration?: Migration;
  readonly hooks: Hooks;
  readonly route: RouteRule;
  readonly strategy: Strategy;
  readonly container: Container;
  readonly permissions: Permissions;
  readonly environment: Readonly<Record<string, string>>;
  /** Variable name to the secret's name or ARN, never its value. */
  readonly secrets: Readonly<Record<string, string>>;
}

export const balancings = ['round-robin', 'least-outstanding-requests'] as const;
export type Balancing = (typeof balancings)[number];

export interface ImageSource {
  readonly repository: string;
  readonly build?: { readonly source: string; readonly folder: string; readonly dockerfile: string };
}

/** Which requests a service gets: by path or by host, one of the two. A lower priority is asked first. */
export interface RouteRule {
  readonly path?: string;
  readonly host?: string;
  readonly priority: number;
}

const nameAllowed = 'lower-case letters, digits and hyphens, a letter first, at most 32, for example "api"';

export const ServiceNameSchema = z.string(nameAllowed).regex(/^[a-z]([a-z0-9-]{0,30}[a-z0-9])?$/, nameAllowed);

const count = z.int().min(1);
const text = z.string().min(1);

export const ServiceSpecificationSchema = z.strictObject({
  name: ServiceNameSchema,
  image: z.strictObject({
    repository: text,
    build: z.strictObject({ source: text, folder: text, dockerfile: text }).exactOptional(),
  }),
  port: count.max(65_535),
  cpu: count,
  memoryMiB: count,
  tasks: z.strictObject({ min: count, max: count }),
  scaling: ScalingSchema,
  spot: z.int().min(0).max(100),
  balancing: z.enum(balancings),
  stickySeconds: count.exactOptional(),
  slowStartSeconds: z.int().min(30).max(900).exactOptional(),
  drainSeconds: z.int().min(0).max(300),
  startSeconds: z.int().min(0).max(1800),
  health: HealthPolicySchema,
  migration: MigrationSchema.exactOptional(),
  hooks: HooksSchema,
  route: z.strictObject({
    path: text.exactOptional(),
    host: text.exactOptional(),
    priority: count.max(50_000),
  }),
  strategy: StrategySchema,
  container: ContainerSchema,
  permissions: PermissionsSchema,
  environment: z.record(z.string(), z.string()),
  secrets: z.record(z.string(), z.string()),
}) satisfies z.ZodType<ServiceSpecification>;
