/** When a schedule of AWS starts between two moments: numbers, `*`, `?` and names of days are all that we write. */
export function startsOf(expression: string, from: number, until: number): readonly number[] {
  const [minute, hour, dayOfMonth, month, dayOfWeek, year] = /^cron\((.*)\)$/.exec(expression)![1]!.split(' ');
  const fits = (field: string | undefined, value: number | string) =>
    field === '*' || field === '?' || field === String(value);
  const hourMs = 3_600_000;
  const starts: number[] = [];
  for (let at = Math.ceil(from / hourMs) * hourMs; at <= until; at += hourMs) {
    const date = new Date(at);
    if (
      fits(hour, date.getUTCHours()) &&
      fits(dayOfMonth, date.getUTCDate()) &&
      fits(month, date.getUTCMonth() + 1) &&
      fits(dayOfWeek, days[date.getUTCDay()]!) &&
      fits(year, date.getUTCFullYear())
    )
      starts.push(at + Number(minute) * 60_000);
  }
  return starts;
}

const days = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
