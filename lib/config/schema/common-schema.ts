import { z } from 'zod';
import { PermissionsInputSchema } from './container-schema.ts';
import { cpuSizes } from '#config/resolve/fargate-sizes.ts';
import { SecretReferenceSchema } from '#config/rules/references.ts';
import { spotPercent, thirds } from '#config/resolve/spot-shares.ts';

/*
 * The message of each check states what is allowed; the kind of check determines the problem. An object's message lists
 * its keys; the suggestion for a mistyped key is chosen from that list.
 */
export const object = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, Object.keys(shape).join(', '));

export const whole = (min: number, max: number, allowed = `a whole number from ${min} to ${max}`) =>
  z.int(allowed).min(min, allowed).max(max, allowed);

export const text = (pattern: RegExp, allowed: string) => z.string(allowed).regex(pattern, allowed);

const repositoryAllowed =
  'lower-case letters and digits, separated by / . _ or -, without registry and tag: "team/api"';
const sourceAllowed = 'a repository on GitHub, GitLab or Bitbucket, for example "https://github.com/acme/api"';
const relativeAllowed = 'a path within the repository, for example "services/api"';
const variableAllowed = 'letters, digits and underscores, not beginning with a digit';

const relativePath = text(/^(?!\/|[a-z]+:)[\w./-]{1,255}$/i, relativeAllowed);

export const image = object({
  repository: text(/^(?=.{2,256}$)[a-z0-9]+([._-][a-z0-9]+)*(\/[a-z0-9]+([._-][a-z0-9]+)*)*$/, repositoryAllowed),
  build: object({
    source: text(/^https:\/\/(github\.com|gitlab\.com|bitbucket\.org)(\/[\w.-]+){2,}$/, sourceAllowed),
    folder: relativePath.optional(),
    dockerfile: relativePath.optional(),
  }).optional(),
});

const tasks = object({ min: whole(1, 1000).optional(), max: whole(1, 1000).optional() });

const spotAllowed = `a whole number from 0 to 100, or '${thirds}'`;
const spot = z.union([whole(0, 100, spotAllowed), z.literal(thirds, spotAllowed)]).transform(spotPercent);

const variable = text(/^[A-Za-z_][A-Za-z0-9_]{0,254}$/, variableAllowed);

/** The fields of services and workers that an environment may override. */
export const sized = {
  cpu: z.literal(cpuSizes, cpuSizes.join(', ')).optional(),
  memoryMiB: whole(512, 122_880, 'a size in MiB that Fargate supports with the cpu, 512 to 122880').optional(),
  tasks: tasks.optional(),
  spot: spot.optional(),
  permissions: PermissionsInputSchema.optional(),
  environment: z.record(variable, z.string('text; put numbers and booleans in quotes')).optional(),
  secrets: z.record(variable, SecretReferenceSchema).optional(),
};
