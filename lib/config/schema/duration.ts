const secondsIn = { s: 1, min: 60, h: 3600 } as const;

type Unit = keyof typeof secondsIn;

/** Seconds, or text with a unit: `30`, `'30 s'`, `'5 min'`, `'24 h'`. */
export type Duration = number | `${number} ${Unit}`;

export const durationAllowed = 'seconds as a number, or text such as "30 s", "5 min" or "24 h"';

/** Whole seconds; undefined if the value is not a duration. */
export function secondsOf(value: unknown): number | undefined {
  const seconds = typeof value === 'string' ? fromText(value) : value;
  return typeof seconds === 'number' && Number.isSafeInteger(seconds) && seconds >= 0 ? seconds : undefined;
}

function fromText(text: string): number | undefined {
  const { amount, unit } = /^(?<amount>\d{1,6}(\.\d{1,3})?) (?<unit>s|min|h)$/.exec(text)?.groups ?? {};
  return amount === undefined ? undefined : Math.round(Number(amount) * secondsIn[unit as Unit]);
}
