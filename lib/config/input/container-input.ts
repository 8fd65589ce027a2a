import type { Architecture } from '#wire/container.ts';

/** How a task's container runs. It never writes to its own image. */
export interface ContainerInput {
  /**
   * User and group by number: `1000:1000`. Root is refused.
   * @default '1000:1000'
   */
  user?: string | undefined;
  /**
   * What its image is built for. `ARM64` costs a fifth less.
   * @default 'X86_64'
   */
  architecture?: Architecture | undefined;
  /**
   * Folders that it may write to, and how many MiB each may take: `{ '/tmp': 64 }`. They are in memory, part of `memoryMiB`,
   * and end with the task.
   * @default none
   */
  writable?: Record<string, number> | undefined;
  /**
   * What ECS runs in the container every 10 s, as words: `['node', 'health.js']`. A task where it fails three times is
   * replaced. The load balancer asks the first path of `health` in any case.
   * @default only the load balancer asks
   */
  healthCommand?: string[] | undefined;
}

/** What the service itself may do in the account: nothing but this. */
export interface PermissionsInput {
  /**
   * ARNs of managed policies, at most 10: `['arn:aws:iam::123456789012:policy/orders']`.
   * @default none
   */
  policies?: string[] | undefined;
  /**
   * Statements of its own, at most 20: `[{ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::orders/*'] }]`.
   * @default none
   */
  statements?: StatementInput[] | undefined;
}

/** Allows each of the actions on each of the resources. */
export interface StatementInput {
  /** Actions, 1 to 50: `s3:GetObject`, `s3:Get*`. */
  actions: string[];
  /** ARNs, 1 to 50, with `*` as wildcard; `*` alone only where an action knows no resources. */
  resources: string[];
}
