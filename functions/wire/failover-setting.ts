import * as z from 'zod';
import type { RecordedAlarm } from '#domain/failover/alarm-vote.ts';
import { weekdays } from '#domain/failover/maintenance.ts';
import type { FailoverPolicy } from '#domain/failover/policy.ts';
import type { DatabaseSetting, PrimarySetting, SwitchSetting } from '#domain/failover/settings.ts';

/** What functions read from one variable of their environment: JSON, written by the construct that hosts them. */
const jsonOf = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'not JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

export const FailoverPolicySchema = z.object({
  automatic: z.boolean(),
  quorum: z.int().min(1),
  badRounds: z.int().min(1),
  cooldownMinutes: z.int().min(0),
  allowedLossSeconds: z.int().min(0),
  maintenance: z.array(z.object({ day: z.enum(weekdays), from: time, until: time })).readonly(),
}) satisfies z.ZodType<FailoverPolicy>;

export const PrimarySchema = z.object({
  name: z.string(),
  domain: z.string(),
  scheme: z.enum(['https', 'http']),
  endpoints: z.array(z.string()).min(1).readonly(),
  checkers: z.string(),
}) satisfies z.ZodType<PrimarySetting>;

export const SwitchSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('bucket'), bucket: z.string() }),
  z.object({
    kind: z.literal('routing-control'),
    standby: z.string(),
    primary: z.string(),
    endpoints: z.array(z.object({ region: z.string(), url: z.string() })).readonly(),
  }),
]) satisfies z.ZodType<SwitchSetting>;

export const DatabaseSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('aurora-global'), globalCluster: z.string(), cluster: z.string() }),
  z.object({ kind: z.literal('rds-replica'), instance: z.string() }),
]) satisfies z.ZodType<DatabaseSetting>;

/** An alarm of the primary as its event reaches the standby. */
export const RecordedAlarmSchema = z.object({
  name: z.string(),
  state: z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']),
  at: z.string(),
}) satisfies z.ZodType<RecordedAlarm>;

export const PolicyVariable = jsonOf(FailoverPolicySchema);
export const PrimaryVariable = jsonOf(PrimarySchema);
export const SwitchVariable = jsonOf(SwitchSchema);
export const DatabaseVariable = jsonOf(DatabaseSchema);
