import { z } from 'zod';
import { architectures, type Container, type Permissions } from '#wire/container.ts';

const object = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject(shape, Object.keys(shape).join(', '));

const text = (pattern: RegExp, allowed: string) => z.string(allowed).regex(pattern, allowed);

const some = <Element extends z.ZodType>(element: Element, max: number, what: string) =>
  z.array(element, `1 to ${max} ${what}`).min(1, `1 to ${max} ${what}`).max(max, `1 to ${max} ${what}`);

const userAllowed = 'the numbers of a user and a group other than root: "1000:1000"';
const folderAllowed = 'the absolute path of a folder: "/tmp"';
const sizeAllowed = 'MiB: a whole number from 1 to 30720';
const wordsAllowed = '1 to 50 words: ["node", "health.js"]';
const policyAllowed = 'the ARN of a managed policy: "arn:aws:iam::123456789012:policy/orders"';
const actionAllowed = 'a service and its action: "s3:GetObject"';
const resourceAllowed = 'an ARN, or "*" for actions without resource-level permissions';

export const ContainerInputSchema = object({
  user: text(/^[1-9]\d{0,9}(:[1-9]\d{0,9})?$/, userAllowed).optional(),
  architecture: z.enum(architectures, architectures.join(', ')).optional(),
  writable: z
    .record(
      text(/^(\/[\w.-]+)+$/, folderAllowed),
      z.int(sizeAllowed).min(1, sizeAllowed).max(30_720, sizeAllowed),
      'folders with their sizes in MiB: { "/tmp": 64 }',
    )
    .optional(),
  healthCommand: some(z.string(wordsAllowed).min(1, wordsAllowed), 50, 'words').optional(),
});

export const PermissionsInputSchema = object({
  policies: some(text(/^arn:aws[a-z-]*:iam::(aws|\d{12}):policy\/.+$/, policyAllowed), 10, 'policies').optional(),
  statements: some(
    object({
      actions: some(text(/^[a-z0-9-]+:[A-Za-z0-9*?]+$/, actionAllowed), 50, 'actions'),
      resources: some(text(/^(arn:[^:]+:[^:]+:[^:]*:[^:]*:.+|\*)$/, resourceAllowed), 50, 'resources'),
    }),
    20,
    'statements',
  ).optional(),
});

export function toContainer(container: z.output<typeof ContainerInputSchema> = {}): Container {
  const { user = '1000:1000', architecture = 'X86_64', writable = {}, healthCommand } = container;
  return { user, architecture, writable, ...(healthCommand && { healthCommand }) };
}

export function toPermissions(permissions: z.output<typeof PermissionsInputSchema> = {}): Permissions {
  const { policies = [], statements = [] } = permissions;
  return { policies, statements };
}
