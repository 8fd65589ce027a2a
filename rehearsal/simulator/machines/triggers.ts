import { type Place, type Trigger, triggers } from '#wire/triggers.ts';
import type { BusEvent } from './bus.ts';
import { matches } from './event-pattern.ts';

/** What every account of the simulator has. A story between regions starts the monitor itself. */
const { monitorEveryMinute: _, primaryAlarmed: __, ...everywhere } = triggers;
/** Of the events that a primary region sends to its standby. */
export const primaryRegion = 'primary-region';

const deployed: readonly Trigger[] = Object.values(everywhere);

export const everyMinute: readonly Trigger[] = deployed.filter(({ pattern }) => pattern === undefined);

/** The rules whose pattern an event matches. */
export const triggeredBy = (
  event: Pick<BusEvent, 'source' | 'detail-type' | 'detail'>,
  place: Place,
): readonly Trigger[] => deployed.filter(({ pattern }) => pattern !== undefined && matches(pattern(place), event));
