import { describe } from 'vitest';
import { scenariosNamed } from '#rehearsal/scenarios/all.ts';
import { playAll } from './played.ts';

/** These wait for many minutes and need little traffic in each: a minute takes a second and a half. */
const clockSpeed = 40;

describe('on the local cloud', () => {
  playAll(scenariosNamed('stack-update-mid-canary', 'scale-out-and-in', 'canary-little-traffic'), clockSpeed);
});
