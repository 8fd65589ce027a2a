import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';

const AlarmRang = z.object({
  'detail-type': z.literal('CloudWatch Alarm State Change'),
  time: z.string(),
  detail: z.object({ alarmName: z.string(), state: z.object({ value: z.string(), reason: z.string().default('') }) }),
});

const TaskStopped = z.object({
  'detail-type': z.literal('ECS Task State Change'),
  detail: z.object({
    /** `service:api-green` */
    group: z.string(),
    lastStatus: z.string(),
    stoppedReason: z.string().default(''),
  }),
});

export const contract = defineContract({
  name: 'interrupt-bake',
  machine: 'watchers',
  purpose: 'Interrupts a bake within seconds when an alarm of its slot fires or its tasks keep stopping.',
  environment: z.object({ LEDGER_TABLE: z.string(), SERVICE_CATALOGUE: z.string() }),
  input: z.discriminatedUnion('detail-type', [AlarmRang, TaskStopped]),
  output: z.object({ interrupted: z.array(z.string()).readonly() }),
  errors: {},
  timeoutSeconds: 30,
});
