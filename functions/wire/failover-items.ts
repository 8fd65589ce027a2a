import * as z from 'zod';
import { endings, type RunOutcome } from '#domain/failover/run-outcome.ts';
import type { RunRecord } from '#domain/failover/run-record.ts';
import type { Hold, Runner, Standing } from '#domain/failover/standing.ts';
import type { Watch } from '#domain/failover/watch.ts';
import type { MirroredDeployment } from '#domain/failover/self-recovery.ts';
import { FailoverPlanSchema } from './failover-plan.ts';
import { RecordedAlarmSchema } from './failover-setting.ts';
import { reader } from './ledger-version.ts';

const text = z.string();
const fence = z.int().min(0);

const RunnerSchema = z.object({ runId: text, execution: text, fence, expiresAt: text }) satisfies z.ZodType<Runner>;

const HoldSchema = z.object({ by: text, reason: text, since: text, remindedAt: text }) satisfies z.ZodType<Hold>;

const StandingItemSchema = z.object({
  fence: fence.default(0),
  serving: z.enum(['primary', 'standby']).default('primary'),
  failures: z.int().min(0).default(0),
  hold: HoldSchema.exactOptional(),
  running: RunnerSchema.exactOptional(),
  endedAt: text.exactOptional(),
}) satisfies z.ZodType<Standing>;

const WatchItemSchema = z.object({
  watch: z.object({
    badRounds: z.int().min(0),
    since: text.exactOptional(),
    lookedAt: text.exactOptional(),
    disputedSince: text.exactOptional(),
    askedFor: text.exactOptional(),
    forbiddenSince: text.exactOptional(),
    forbiddenToldAt: text.exactOptional(),
    recoveries: z.array(text).readonly(),
    wasUp: z.boolean().exactOptional(),
  }) satisfies z.ZodType<Watch>,
});

const RunOutcomeSchema = z.object({
  ending: z.enum(endings),
  why: text,
  detectionSeconds: z.number().exactOptional(),
  failoverSeconds: z.number().exactOptional(),
  lostSeconds: z.number().exactOptional(),
  stillToDo: z.array(text).readonly(),
  endedAt: text,
}) satisfies z.ZodType<RunOutcome>;

const RunItemSchema = z.object({
  entry: FailoverPlanSchema.omit({ fence: true }).extend({ execution: text }),
  notes: z.array(z.object({ at: text, what: text, why: text })).readonly(),
  word: z
    .object({
      kind: z.enum(['accept-loss', 'cancel']),
      by: text,
      reason: text,
      at: text,
      acceptLossSeconds: z.number().exactOptional(),
    })
    .exactOptional(),
  loss: z.object({ seconds: z.number().exactOptional(), why: text }).exactOptional(),
  movedAt: text.exactOptional(),
  outcome: RunOutcomeSchema.exactOptional(),
  closedBy: fence.exactOptional(),
}) satisfies z.ZodType<RunRecord>;

/** One attribute for each alarm, under its name. */
const AlarmsItemSchema = z.record(text, RecordedAlarmSchema);

const MirroredDeploymentSchema = z.object({
  deploymentId: text,
  toldAt: text.exactOptional(),
  endedAt: text.exactOptional(),
}) satisfies z.ZodType<MirroredDeployment>;

/** How each kind of item of an environment's failovers is read. */
export const failoverItem = {
  standing: reader(StandingItemSchema),
  watch: reader(WatchItemSchema),
  run: reader(RunItemSchema),
  alarms: reader(AlarmsItemSchema),
  mirroredDeployment: reader(MirroredDeploymentSchema),
};

export const newStanding = StandingItemSchema.parse({});
