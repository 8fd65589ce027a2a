import { catalogue, metrics } from '#adapters/answers.ts';
import { type MeasuredMinute, minuteMs, requestsOf, startOfMinute } from '#domain/canary/measured-minute.ts';
import { slowSecondsOf } from '#domain/canary/policy.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import { otherSlot, type Slot } from '#domain/slots/slot.ts';
import type { Strategy } from '#domain/strategy/strategy.ts';
import type { MetricSource } from '#ports/metrics/metric-source.ts';
import type { TraceMinute } from './trace.ts';

export interface PastWindow {
  readonly service: string;
  readonly environment: string;
  readonly from: Date;
  readonly to: Date;
}

/** What both slots of a service served in an account, of credentials and region as the AWS SDK finds them. */
export async function readPastWindow(window: PastWindow): Promise<TraceMinute[]> {
  const target = await targetIn(window);
  return pastWindow(metrics(), target, window);
}

async function targetIn({ service, environment }: PastWindow): Promise<ServiceTarget> {
  const path = `/sluice/${environment}/services`;
  const target = await catalogue({ SERVICE_CATALOGUE: path }).find(service);
  if (target !== undefined) return target;
  throw new Error(`There is no ${path}/${service} in this account and region. Is AWS_REGION right?`);
}

/** Minutes count from the first in which both slots served; the canary is the slot that began with the smaller share. */
export async function pastWindow(
  source: MetricSource,
  target: ServiceTarget,
  { from, to, service }: PastWindow,
): Promise<TraceMinute[]> {
  const { strategy } = target;
  const minutes = await source.minutes({
    target,
    from: new Date(startOfMinute(from.getTime())),
    until: to,
    slowSeconds: slowSecondsOf({ to: 'blue', steps: strategy.steps, judging: strategy }),
    ownMetrics: [],
  });
  const first = minutes.findIndex(({ slots }) => slots.blue.requests > 0 && slots.green.requests > 0);
  const begin = minutes[first];
  if (begin === undefined) {
    throw new Error(
      `In no minute from ${from.toISOString()} to ${to.toISOString()} did both slots of ${service} serve.`,
    );
  }
  const canary = smallerOf(begin);
  const last = minutes.findLastIndex(({ slots }) => slots[canary].requests > 0);
  return minutes.slice(first, last + 1).map((minute) => ({
    minute: (minute.at - begin.at) / minuteMs,
    weight: weightIn(strategy, (100 * minute.slots[canary].requests) / Math.max(1, requestsOf(minute))),
    canary: minute.slots[canary],
    live: minute.slots[otherSlot(canary)],
  }));
}

const smallerOf = ({ slots: { blue, green } }: MeasuredMinute): Slot =>
  blue.requests <= green.requests ? 'blue' : 'green';

/** A minute's share is never exactly the weight that was set: the service's own weights show which one it was. */
const weightIn = ({ steps }: Strategy, share: number): number =>
  steps.map(({ weight }) => weight).reduce((a, b) => (Math.abs(b - share) < Math.abs(a - share) ? b : a));
