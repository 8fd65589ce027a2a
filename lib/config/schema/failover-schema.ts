import { z } from 'zod';
import { type Weekday, weekdays } from '#domain/failover/maintenance.ts';
import { durationAllowed, secondsOf, type Duration } from './duration.ts';

const object = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject(shape, Object.keys(shape).join(', '));

const text = (pattern: RegExp, allowed: string) => z.string(allowed).regex(pattern, allowed);

const whole = (min: number, max: number, allowed = `a whole number from ${min} to ${max}`) =>
  z.int(allowed).min(min, allowed).max(max, allowed);

const domainAllowed = 'a lower-case domain name without a trailing dot: "api.example.com"';
const zoneAllowed = 'the id of a hosted zone, beginning with Z: "Z0123456789ABCDEFGHIJ"';
const windowAllowed = `a day, a start time and an end time in UTC: "Sun 02:00-04:00"; the days are ${weekdays.join(', ')}`;
const clusterAllowed = 'the ARN of an Aurora cluster in the standby region: "arn:aws:rds:eu-west-1:…:cluster:…"';
const controlAllowed =
  'the ARN of a routing control: "arn:aws:route53-recovery-control::…:controlpanel/…/routingcontrol/…"';
const nameAllowed = 'letters, digits and hyphens, beginning with a letter';
const urlAllowed = 'a URL that begins with https://';

const window = new RegExp(
  `^(?<day>${weekdays.join('|')}) (?<from>([01]\\d|2[0-3]):[0-5]\\d)-(?<until>([01]\\d|2[0-3]):[0-5]\\d)$`,
);

export const maintenanceWindow = (words: string): { day: Weekday; from: string; until: string } => {
  const { day = 'Sun', from = '00:00', until = '00:00' } = window.exec(words)?.groups ?? {};
  return { day: day as Weekday, from, until };
};

const name = text(/^[a-z][a-z0-9-]{0,62}$/i, nameAllowed);
const control = text(
  /^arn:aws[a-z-]*:route53-recovery-control::\d{12}:controlpanel\/.+\/routingcontrol\/.+$/,
  controlAllowed,
);

const cooldown = z
  .custom<Duration>((value) => secondsOf(value) !== undefined, durationAllowed)
  .transform((value) => secondsOf(value) ?? 0);

export const FailoverInputSchema = object({
  domain: text(/^(?=.{3,200}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, domainAllowed),
  hostedZone: text(/^Z[A-Z0-9]{3,31}$/, zoneAllowed),
  automatic: z.boolean('true or false').optional(),
  quorum: whole(1, 3).optional(),
  cooldown: cooldown.optional(),
  allowedLossSeconds: whole(0, 86_400).optional(),
  maintenance: z.array(text(window, windowAllowed), '0 to 20 windows').max(20, '0 to 20 windows').optional(),
  database: object({
    globalCluster: name.optional(),
    cluster: text(/^arn:aws[a-z-]*:rds:[a-z0-9-]+:\d{12}:cluster:.+$/, clusterAllowed).optional(),
    replica: name.optional(),
  }).optional(),
  routingControl: object({
    primary: control,
    standby: control,
    endpoints: z
      .array(object({ region: z.string('a region'), url: text(/^https:\/\/\S+$/, urlAllowed) }), '1 to 5 endpoints')
      .min(1, '1 to 5 endpoints')
      .max(5, '1 to 5 endpoints'),
  }).optional(),
});

export type CheckedFailover = z.output<typeof FailoverInputSchema>;
