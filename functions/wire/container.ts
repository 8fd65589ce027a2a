import * as z from 'zod';

/** How a task's container runs, the same in every environment. */
export interface Container {
  /** User and group by number. */
  readonly user: string;
  readonly architecture: Architecture;
  /** Folders in memory that it may write to, and how many MiB each may take. */
  readonly writable: Readonly<Record<string, number>>;
  /** What ECS runs in it, to see whether it is well. */
  readonly healthCommand?: readonly string[];
}

export const architectures = ['X86_64', 'ARM64'] as const;
export type Architecture = (typeof architectures)[number];

/** What a service itself may do in the account. */
export interface Permissions {
  /** ARNs of managed policies. */
  readonly policies: readonly string[];
  readonly statements: readonly { readonly actions: readonly string[]; readonly resources: readonly string[] }[];
}

const words = z.array(z.string().min(1)).min(1).readonly();

export const ContainerSchema = z.strictObject({
  user: z.string().min(1),
  architecture: z.enum(architectures),
  writable: z.record(z.string(), z.int().min(1)),
  healthCommand: words.exactOptional(),
}) satisfies z.ZodType<Container>;

export const PermissionsSchema = z.strictObject({
  policies: z.array(z.string().min(1)).readonly(),
  statements: z.array(z.strictObject({ actions: words, resources: words })).readonly(),
}) satisfies z.ZodType<Permissions>;
