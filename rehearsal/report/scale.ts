/** From a value to a place between 0 and 1 of an axis, with the ticks to draw on it. */
export interface Scale {
  place: (value: number) => number;
  ticks: number[];
}

/** The 1, 2 or 5 times a power of ten that is not smaller than `value`. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= value * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** From 0 to a round value that is not smaller than `max`, with about `wanted` ticks. */
export function linearScale(max: number, wanted = 4): Scale {
  const step = roundUp((max > 0 ? max : 1) / wanted);
  const top = Math.max(1, Math.ceil(max / step - 1e-9)) * step;
  const ticks = Array.from({ length: Math.round(top / step) + 1 }, (_, index) =>
    Number((index * step).toPrecision(12)),
  );
  return { place: (value) => value / top, ticks };
}

/** Powers of ten around `min` and `max`, for values that one straight axis cannot show together. */
export function logScale(min: number, max: number): Scale {
  const low = Math.floor(Math.log10(min));
  const high = Math.max(low + 1, Math.ceil(Math.log10(max) - 1e-9));
  const ticks = Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index));
  return { place: (value) => (Math.log10(Math.max(value, 10 ** low)) - low) / (high - low), ticks };
}

const timeSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600];

/** Elapsed seconds from `from` to `to`; ticks fall on whole steps of the clock, at most `most` of them. */
export function timeScale(from: number, to: number, most = 8): Scale {
  const length = Math.max(to - from, 1);
  const step = timeSteps.find((candidate) => length / candidate <= most) ?? Math.ceil(length / most / 3600) * 3600;
  const first = Math.ceil(from / step) * step;
  const ticks: number[] = [];
  for (let tick = first; tick <= from + length; tick += step) ticks.push(tick);
  return { place: (value) => Math.min(1, Math.max(0, (value - from) / length)), ticks };
}
