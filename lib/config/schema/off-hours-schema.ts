import { z } from 'zod';
import type { OffHours } from '#config/sluice-config.ts';

const zoneAllowed = 'an IANA time zone, for example "Europe/Zurich" or "UTC"';
const timeAllowed = 'a time of day: "18:00"';

/**
 * EventBridge Scheduler and Node know the same IANA zones. Node also accepts offsets and abbreviations, which are
 * refused here.
 */
function isZone(name: string): boolean {
  if (!/^([A-Z][A-Za-z_]+(\/[A-Za-z0-9_+-]+)+|UTC)$/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const time = z.string(timeAllowed).regex(/^([01]\d|2[0-3]):[0-5]\d$/, timeAllowed);

export const OffHoursInputSchema = z.strictObject(
  {
    zone: z.string(zoneAllowed).refine(isZone, zoneAllowed),
    from: time.optional(),
    until: time.optional(),
  },
  'zone, from, until',
);

export type CheckedOffHours = z.output<typeof OffHoursInputSchema>;

export const toOffHours = ({ zone, from = '18:00', until = '08:00' }: CheckedOffHours): OffHours => ({
  zone,
  from,
  until,
});
