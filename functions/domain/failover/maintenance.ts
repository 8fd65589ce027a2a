export const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
export type Weekday = (typeof weekdays)[number];

/**
 * A weekly window in UTC: `{ day: 'Sun', from: '02:00', until: '04:00' }`. If `until` is before `from`, it ends the
 * next day.
 */
export interface Window {
  readonly day: Weekday;
  readonly from: string;
  readonly until: string;
}

const minutesOfDay = 24 * 60;
const minutesOfWeek = 7 * minutesOfDay;

/** The window that contains `now`; undefined at other times. */
export function windowAt(windows: readonly Window[], now: Date): Window | undefined {
  const minute = now.getUTCDay() * minutesOfDay + now.getUTCHours() * 60 + now.getUTCMinutes();
  return windows.find(({ day, from, until }) => {
    const begins = weekdays.indexOf(day) * minutesOfDay + minuteOf(from);
    const lasts = (minuteOf(until) - minuteOf(from) + minutesOfDay) % minutesOfDay;
    return (minute - begins + minutesOfWeek) % minutesOfWeek < lasts;
  });
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
