import { describe, expect, it } from 'vitest';
import { resolve } from '#config/resolve/resolve.ts';
import { withEnvironment, withService } from './support/inputs.ts';
import { isTheOnlyFault, type WrongFile } from './support/wrong-file.ts';

const place = 'services.api.scaling.target';

const wrongFiles: readonly WrongFile[] = [
  {
    what: 'something that no number of tasks can follow',
    input: withService({ scaling: { by: 'memory' } }),
    place: 'services.api.scaling.by',
    value: '"memory"',
    allowed: 'steps, cpu, requests',
  },
  {
    what: 'a target of steps',
    input: withService({ scaling: { target: 70 } }),
    place,
    value: '70',
    problem: 'steps does not take a target',
    allowed: 'no target',
    remedy: "remove it, or set by: 'cpu'",
  },
  {
    what: 'requests without a target',
    input: withService({ scaling: { by: 'requests' } }),
    place,
    value: 'missing',
    problem: 'scaling by requests needs a target',
    allowed: 'requests for each task in a minute, 1 to 1000000',
    remedy: 'run a load test, and set about two thirds of what one task handled in time',
  },
  ...[9, 91].map((target) => ({
    what: `a CPU that is kept at ${target} %`,
    input: withService({ scaling: { by: 'cpu', target } }),
    place,
    value: String(target),
    problem: 'too low to be useful, or too high to react in time',
    allowed: '10 to 90 percent',
    remedy: '70 suits most services',
  })),
];

describe('a file with one fault in scaling', () => {
  it.each(wrongFiles)('is refused for $what', isTheOnlyFault);
});

describe('what the number of tasks follows', () => {
  const scalingOf = (input: unknown) => resolve(input).environments[0]!.services[0]!.scaling;

  it('are steps by default, and a CPU of 70 % where it follows the CPU', () => {
    expect(scalingOf(withService({}))).toEqual({ by: 'steps', ahead: false });
    expect(scalingOf(withService({ scaling: { by: 'cpu' } }))).toEqual({ by: 'cpu', target: 70, ahead: false });
  });

  it('is exactly what an environment sets', () => {
    const scaling = { by: 'requests', target: 900 };
    const services = { api: { scaling } };
    expect(scalingOf(withEnvironment({ services }))).toEqual({ ...scaling, ahead: false });
  });
});
