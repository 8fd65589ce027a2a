import { z } from 'zod';
import { refusals } from '#domain/images/scan-gate.ts';
import { longestHookSeconds } from '#wire/hook.ts';
import { balancings, ServiceNameSchema } from '#wire/service-specification.ts';
import { image, object, sized, text, whole } from './common-schema.ts';
import { ContainerInputSchema } from './container-schema.ts';
import { durationAllowed, secondsOf, type Duration } from './duration.ts';
import { FailoverInputSchema } from './failover-schema.ts';
import { CertificateArnSchema, SecretNameSchema } from '#config/rules/references.ts';
import { OffHoursInputSchema } from './off-hours-schema.ts';
import { ScalingInputSchema } from './scaling-schema.ts';
import type { EnvironmentPreset } from '#config/sluice-config.ts';
import type { SluiceInput } from '#config/input/sluice-input.ts';
import { StrategyInputSchema } from './strategy-schema.ts';
import { WorkerOverrideSchema, workerShape } from './worker-schema.ts';

const list = <Element extends z.ZodType<string>>(element: Element, max: number, what: string) =>
  z
    .array(element, `1 to ${max} ${what}`)
    .min(1, `1 to ${max} ${what}`)
    .max(max, `1 to ${max} ${what}`)
    .refine((values) => new Set(values).size === values.length, `1 to ${max} different ${what}`);

const keysOf = <Key extends string>(record: Readonly<Record<Key, unknown>>) => Object.keys(record) as [Key, ...Key[]];

const nonEmpty = <Schema extends z.ZodType<Readonly<Record<string, unknown>>>>(schema: Schema, allowed: string) =>
  schema.refine((record) => Object.keys(record).length > 0, allowed);

const pathAllowed = 'a path that begins with a slash, without spaces: "/health"';
const regionAllowed = 'the code of an AWS region, for example "eu-west-1"';
const findingAllowed = 'the name of a finding, for example "CVE-2026-1234"';
const environmentAllowed =
  'at most 20 lower-case letters, digits and hyphens, beginning with a letter, for example "staging"';

const path = text(/^\/[^\s#]{0,254}$/, pathAllowed);
const wordsAllowed = '1 to 50 words: ["node", "smoke-test.js"]';
const hookTimeAllowed = `from 1 s to 15 min, ${durationAllowed}`;
const hookTime = z
  .custom<Duration>((value) => {
    const seconds = secondsOf(value) ?? 0;
    return seconds >= 1 && seconds <= longestHookSeconds;
  }, hookTimeAllowed)
  .transform((value) => secondsOf(value) ?? 0);

const command = z
  .array(z.string(wordsAllowed).min(1, wordsAllowed), wordsAllowed)
  .min(1, wordsAllowed)
  .max(50, wordsAllowed);

const hook = object({
  function: text(/^[A-Za-z0-9_-]{1,64}$/, 'the name of a Lambda function: "api-smoke-test"').optional(),
  command: command.optional(),
  timeout: hookTime.optional(),
});

const migration = object({
  command,
  check: command.optional(),
  destructive: z.boolean('true or false').optional(),
  databaseCluster: text(/^[a-z](-?[a-z0-9]){0,62}$/i, 'the name of a cluster: "orders"').optional(),
  timeout: hookTime.optional(),
});

const route = object({
  path: text(
    /^\/[\w\-.$/~"'@:+&*?]{0,127}$/,
    'a path of at most 128 characters that begins with a slash: "/api/*"',
  ).optional(),
  host: text(
    /^[a-z0-9*?]([a-z0-9.*?-]{0,126}[a-z0-9*?])?$/i,
    'a host name of at most 128 characters: "api.example.com"',
  )
    .transform((host) => host.toLowerCase())
    .optional(),
  priority: whole(1, 50_000).optional(),
});

/** The fields of a service that an environment may override. */
const changeable = {
  ...sized,
  scaling: ScalingInputSchema.optional(),
  balancing: z.enum(balancings, balancings.join(', ')).optional(),
  stickySeconds: whole(1, 86_400, 'seconds: a whole number from 1 to 86400, a day').optional(),
  slowStartSeconds: whole(30, 900, 'seconds: a whole number from 30 to 900').optional(),
  drainSeconds: whole(0, 300, 'seconds: a whole number from 0 to 300').optional(),
  strategy: StrategyInputSchema.optional(),
  smokeTest: hook.optional(),
  onRollback: hook.optional(),
  migration: migration.optional(),
  route: route.optional(),
};

const serviceShape = {
  image,
  port: whole(1, 65_535),
  health: list(path, 10, 'paths').optional(),
  needs: object({
    database: path.optional(),
    cache: path.optional(),
    queue: path.optional(),
    external: path.optional(),
  }).optional(),
  startSeconds: whole(0, 1800, 'seconds: a whole number from 0 to 1800').optional(),
  container: ContainerInputSchema.optional(),
  ...changeable,
};

export const serviceKeys: readonly string[] = Object.keys(serviceShape);

const region = text(/^[a-z]{2}(-[a-z]+){1,2}-\d$/, regionAllowed);
const subnet = text(/^subnet-[0-9a-f]{8,17}$/, 'the id of a subnet: "subnet-0123456789abcdef0"');
const zonesAllowed = '2 to 6 zones, each with a public and a private subnet';
const listenerAllowed =
  'the ARN of a listener of an Application Load Balancer: "arn:aws:elasticloadbalancing:…:listener/app/…"';
const network = object({
  cluster: text(/^[a-z][\w-]{0,254}$/i, 'the name of a cluster: "main"').optional(),
  listener: object({
    arn: text(
      /^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\d{12}:listener\/app\/[\w-]+\/[0-9a-f]+\/[0-9a-f]+$/,
      listenerAllowed,
    ),
    securityGroup: text(/^sg-[0-9a-f]{8,17}$/, 'the id of a security group: "sg-0123456789abcdef0"'),
  }).optional(),
  vpc: text(/^vpc-[0-9a-f]{8,17}$/, 'the id of a VPC: "vpc-0123456789abcdef0"'),
  zones: z
    .record(
      text(/^[a-z]{2}(-[a-z]+){1,2}-\d[a-z]$/, 'the name of a zone, for example "us-east-1a"'),
      object({ public: subnet, private: subnet }),
      zonesAllowed,
    )
    .refine((zones) => [2, 3, 4, 5, 6].includes(Object.keys(zones).length), zonesAllowed),
});

const presets = keysOf<EnvironmentPreset>({ development: 0, staging: 0, production: 0 });

const environment = object({
  like: z.enum(presets, presets.join(', ')).optional(),
  account: text(/^\d{12}$/, '12 digits in quotes, for example "123456789012"').optional(),
  regions: object({ primary: region.optional(), standby: region.optional() }).optional(),
  networks: z.record(region, network, 'networks by region').optional(),
  approvalRequired: z.boolean('true or false').optional(),
  notify: object({
    slack: object({
      workspace: text(/^T[A-Z0-9]{1,20}$/, 'the id of a Slack workspace: "T0123ABCD"'),
      channel: text(/^[CG][A-Z0-9]{1,20}$/, 'the id of a Slack channel: "C0123ABCD"'),
    }).optional(),
    pagerDuty: SecretNameSchema.optional(),
    emails: list(z.email('an e-mail address'), 20, 'e-mail addresses').optional(),
  }).optional(),
  certificates: list(CertificateArnSchema, 2, 'ARNs of certificates').optional(),
  plainHttp: z.boolean('true or false').optional(),
  rateLimit: whole(10, 2_000_000_000).optional(),
  scan: object({
    refuse: z.enum(refusals, refusals.join(', ')).optional(),
    accepted: list(text(/^[A-Z]+-[\w-]{1,60}$/, findingAllowed), 20, 'names of findings').optional(),
  }).optional(),
  offHours: OffHoursInputSchema.optional(),
  backups: z.boolean('true or false').optional(),
  failover: FailoverInputSchema.optional(),
  services: z.record(z.string(), object(changeable)).optional(),
  workers: z.record(z.string(), WorkerOverrideSchema).optional(),
});

const services = <Service extends z.ZodObject>(service: Service) =>
  z.record(ServiceNameSchema, service, 'services by name');

const workers = <Worker extends z.ZodObject>(worker: Worker) => z.record(ServiceNameSchema, worker, 'workers by name');

const environments = z.record(
  text(/^[a-z]([a-z0-9-]{0,18}[a-z0-9])?$/, environmentAllowed),
  environment,
  'environments by name',
);

export const SluiceInputSchema = object({
  services: nonEmpty(services(object(serviceShape)), 'at least one service'),
  workers: workers(object(workerShape)).optional(),
  environments: nonEmpty(environments, 'at least one environment'),
});

/** The same schema with all fields optional, to keep checking a file after its faulty values were left out. */
export const PartialInputSchema = object({
  services: services(object(serviceShape).partial()).default({}),
  workers: workers(object(workerShape).partial()).default({}),
  environments: environments.default({}),
});

export type Checked = z.output<typeof SluiceInputSchema>;
export type PartlyChecked = z.output<typeof PartialInputSchema>;

/** All fields required at every level, so that a field missing on one side makes the types differ. */
type Spelled<T> = T extends readonly (infer Element)[]
  ? Spelled<Element>[]
  : T extends object
    ? { [Key in keyof T]-?: Spelled<T[Key]> }
    : T;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type FromSchema = z.input<typeof SluiceInputSchema>;

/** Does not compile if the documented type and the schema differ. */
true satisfies Same<[FromSchema, Spelled<FromSchema>], [SluiceInput, Spelled<SluiceInput>]>;
