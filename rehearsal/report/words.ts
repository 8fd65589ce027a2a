import type { Measured, Outcome } from '../record.ts';

const counts = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const decimals = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });
const hundredths = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

// A line break inside "12 s" or "3 %" reads badly on a phone.
const gap = '\u00a0';

export function count(value: number): string {
  return counts.format(value);
}

export function decimal(value: number): string {
  return Math.abs(value) >= 1000 ? counts.format(value) : decimals.format(value);
}

export function percent(value: number): string {
  return `${value >= 10 ? decimal(value) : hundredths.format(value)}${gap}%`;
}

export function milliseconds(value: number): string {
  return value >= 1000 ? `${decimal(value / 1000)}${gap}s` : `${decimal(value)}${gap}ms`;
}

export function things(amount: number, singular: string): string {
  return `${count(amount)} ${singular}${amount === 1 ? '' : 's'}`;
}

/** `0.4 s`, `42 s`, `2 min 5 s`, `1 h 3 min`: two units at most, as a person would say it. */
export function duration(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)}${gap}s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}${gap}s`;
  const [large, small, units] =
    whole < 3600 ? [Math.floor(whole / 60), whole % 60, ['min', 's']] : hoursAndMinutes(whole);
  return small === 0 ? `${large}${gap}${units[0]}` : `${large}${gap}${units[0]} ${small}${gap}${units[1]}`;
}

function hoursAndMinutes(seconds: number): [number, number, string[]] {
  const minutes = Math.round(seconds / 60);
  return [Math.floor(minutes / 60), minutes % 60, ['h', 'min']];
}

/** Elapsed time as on a stopwatch: `0:07`, `12:30`, `1:02:05`. */
export function stopwatch(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const tail = `${String(minutes).padStart(hours > 0 ? 2 : 1, '0')}:${String(rest).padStart(2, '0')}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const units: [suffix: string, say: (value: number) => string][] = [
  ['Seconds', duration],
  ['Ms', milliseconds],
  ['Percent', percent],
];

/** `rollbackSeconds: 41` becomes `['Rollback', '41 s']`: the unit is the end of the figure's name. */
export function figure(name: keyof Measured, value: number): [label: string, text: string] {
  const key = String(name);
  const unit = units.find(([suffix]) => key.endsWith(suffix) && key.length > suffix.length);
  const stem = unit === undefined ? key : key.slice(0, -unit[0].length);
  const words = stem.replace(/[-_]+/g, ' ').replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => {
    return `${before} ${after.toLowerCase()}`;
  });
  return [capitalized(words), unit === undefined ? decimal(value) : unit[1](value)];
}

export const outcomeWords: Record<Outcome, string> = {
  held: 'Held',
  broken: 'A promise broke',
  failed: 'Did not finish',
};
