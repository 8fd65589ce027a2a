import * as z from 'zod';
import type { MetricSnapshot } from '#domain/canary/settled.ts';
import { stages } from '#domain/deployment/stages.ts';
import type { Waiting } from '#domain/ledger/deployment-queue.ts';
import type { RecordedStage } from '#domain/ledger/stage-history.ts';
import type { Wait } from '#domain/ledger/wait.ts';
import type { Decision } from '#domain/ledger/decision.ts';
import { lockKinds } from '#domain/ledger/lock-holder.ts';
import { type DeploymentEntry, type Outcome, outcomes } from '#domain/ledger/deployment-entry.ts';
import { type ServiceState } from '#domain/ledger/service-state.ts';
import { DeploymentPlanSchema } from './deployment-plan.ts';
import { reader } from './ledger-version.ts';
import { ReleaseSchema } from './release.ts';
import { SlotSchema } from './slot.ts';
import { ShiftProgressSchema } from './wait.ts';

const text = z.string();
const fence = z.int().min(0);

const EntrySchema = z.object({
  deploymentId: text,
  service: text,
  requestId: text,
  startedAt: text,
  execution: text,
  image: text,
  requestedBy: text,
  reason: text,
  commit: text.exactOptional(),
  restores: text.exactOptional(),
}) satisfies z.ZodType<DeploymentEntry>;

const OutcomeSchema = z.object({
  outcome: z.enum(outcomes),
  reason: text,
  endedAt: text,
}) satisfies z.ZodType<Outcome>;

const StageSchema = z.object({
  stage: z.enum(stages),
  startedAt: text,
  outcome: z.enum(['running', 'succeeded', 'failed']),
  endedAt: text.exactOptional(),
}) satisfies z.ZodType<RecordedStage>;

const StateSchema = z.object({
  live: SlotSchema,
  release: ReleaseSchema,
  deploymentId: text,
  previous: z.object({ deploymentId: text, release: ReleaseSchema }).exactOptional(),
}) satisfies z.ZodType<ServiceState>;

const WaitSchema = z.object({
  service: text,
  deploymentId: text,
  kind: z.enum(['approval', 'bake', 'decision']),
  token: text,
  openedAt: text,
  about: text,
  slot: SlotSchema,
  targetsNeeded: z.number().min(0),
  progress: ShiftProgressSchema,
  approval: z.object({ digest: text, requestedBy: text }).exactOptional(),
}) satisfies z.ZodType<Wait>;

const FiguresSchema = z.object({ requests: z.number(), errors: z.number(), p99: z.number().nullable() });

const DecisionSchema = z.object({
  deploymentId: text,
  at: text,
  who: text,
  what: text,
  why: text,
  series: z
    .array(
      z.object({
        minute: z.number(),
        step: z.number(),
        weight: z.number(),
        evidence: z.number(),
        rollbackAt: z.number(),
        canary: FiguresSchema,
        live: FiguresSchema,
      }),
    )
    .readonly()
    .exactOptional(),
}) satisfies z.ZodType<Decision>;

const WaitingSchema = z.object({
  execution: text,
  askedAt: text,
  token: text.exactOptional(),
}) satisfies z.ZodType<Omit<Waiting, 'deploymentId'>>;

const SnapshotSchema = z.object({
  minutes: z.record(text, z.object({ counts: text, since: z.number() })),
}) satisfies z.ZodType<MetricSnapshot>;

// The items, by the last part of their key.

const LockItemSchema = z.object({
  fence,
  owner: text.exactOptional(),
  kind: z.enum(lockKinds).exactOptional(),
  execution: text.exactOptional(),
  expiresAt: text.exactOptional(),
});

/** One attribute for each request in the queue, named by its deployment. */
const QueueItemSchema = z.record(text, WaitingSchema);

const RequestItemSchema = z.object({ deploymentId: text });

const StateItemSchema = z.object({ state: StateSchema });

const DeploymentItemSchema = z.object({
  /** Progress may be written before the entry is. */
  entry: EntrySchema.exactOptional(),
  outcome: OutcomeSchema.exactOptional(),
  closedBy: fence.exactOptional(),
  plan: DeploymentPlanSchema.exactOptional(),
  release: ReleaseSchema.exactOptional(),
  stages: z.array(StageSchema).readonly().exactOptional(),
  transitions: z.int().min(0).exactOptional(),
});

const WaitItemSchema = z.object({ deploymentId: text, wait: WaitSchema.exactOptional() });

const DecisionItemSchema = z.object({ decision: DecisionSchema });

const SnapshotItemSchema = z.object({ deploymentId: text, snapshot: SnapshotSchema });

/** An item of a service as the table's stream has it: of any kind. */
const StreamItemSchema = z.object({
  deploymentId: text.exactOptional(),
  entry: EntrySchema.exactOptional(),
  outcome: OutcomeSchema.exactOptional(),
  stages: z.array(StageSchema).readonly().exactOptional(),
  wait: WaitSchema.exactOptional(),
  decision: DecisionSchema.exactOptional(),
});

/** How each kind of item of a service is read. */
export const ledgerItem = {
  lock: reader(LockItemSchema),
  queue: reader(QueueItemSchema),
  request: reader(RequestItemSchema),
  state: reader(StateItemSchema),
  deployment: reader(DeploymentItemSchema),
  wait: reader(WaitItemSchema),
  decision: reader(DecisionItemSchema),
  snapshot: reader(SnapshotItemSchema),
  stream: reader(StreamItemSchema),
};

export type DeploymentItem = ReturnType<typeof ledgerItem.deployment>;
