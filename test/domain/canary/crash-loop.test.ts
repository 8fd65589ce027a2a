import { expect, it } from 'vitest';
import { keepsCrashing } from '#domain/canary/crash-loop.ts';

it.each([
  ['two may be bad luck', 2, 0, false],
  ['three are no accident', 3, 0, true],
  ['three of the old version’s as well are none of its doing', 3, 3, false],
  ['one of the old version’s excuses nothing', 3, 1, true],
] as const)('of a version’s dead tasks %s', (_, blue, green, crashing) => {
  expect(keepsCrashing({ blue, green }, 'blue')).toBe(crashing);
  expect(keepsCrashing({ blue: green, green: blue }, 'green')).toBe(crashing);
});
