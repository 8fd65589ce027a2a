import type { Architecture } from '#wire/container.ts';

/** How the container of a task runs. The root file system is read-only. */
export interface ContainerInput {
  /**
   * The user and group that run the container, as numbers: `1000:1000`. Root is not allowed.
   * @default '1000:1000'
   */
  user?: string | undefined;
  /**
   * The CPU architecture that the image is built for. `ARM64` costs about 20 % less.
   * @default 'X86_64'
   */
  architecture?: Architecture | undefined;
  /**
   * The folders that the container may write to, and the maximum size of each in MiB: `{ '/tmp': 64 }`. The folders are
   * in memory, count towards `memoryMiB`, and are deleted when the task stops.
   * @default none
   */
  writable?: Record<string, number> | undefined;
  /**
   * The command that ECS runs in the container every 10 seconds to check its health, as a list of words: `['node',
   * 'health.js']`. ECS replaces a task after three failures in a row. The load balancer checks the first path of
   * `health` in any case.
   * @default none: only the load balancer checks the task
   */
  healthCommand?: string[] | undefined;
}

/** The AWS permissions of the service. It has no others. */
export interface PermissionsInput {
  /**
   * The ARNs of managed policies, at most 10: `['arn:aws:iam::123456789012:policy/orders']`.
   * @default none
   */
  policies?: string[] | undefined;
  /**
   * Inline policy statements, at most 20: `[{ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::orders/*'] }]`.
   * @default none
   */
  statements?: StatementInput[] | undefined;
}

/** Allows each action on each resource. */
export interface StatementInput {
  /** 1 to 50 actions, for example `s3:GetObject` or `s3:Get*`. */
  actions: string[];
  /**
   * 1 to 50 ARNs, which may contain `*`. Use `*` alone only for actions that do not support resource-level permissions.
   */
  resources: string[];
}
