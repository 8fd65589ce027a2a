import { describe, expect, it } from 'vitest';
import { against } from '#domain/canary/alarms.ts';
import { targetOf } from '#rehearsal/simulator/world/target.ts';

const target = targetOf({
  name: 'api',
  environment: 'production',
  region: 'us-east-1',
  repository: 'api',
  tasks: { min: 3, max: 20 },
  strategy: { name: 'short', steps: [{ weight: 100, bakeSeconds: 60 }] },
});
const firstShare = '2026-01-05T09:00:00.000Z';
const serving = { journey: [{ step: 0, weight: 20, at: firstShare }] };
const later = '2026-01-05T09:05:00.000Z';
const earlier = '2026-01-05T08:55:00.000Z';

const named = (slot: 'blue' | 'green', what: string) =>
  target.slots[slot].alarms.find((name) => name.endsWith(what)) ?? '';
const rings = (slot: 'blue' | 'green', what: string, since = later) => ({ name: named(slot, what), since });

describe('an alarm of the new version’s slot', () => {
  it('speaks against it when it begins to ring while users are served', () => {
    const ringing = { blue: [rings('blue', 'errors')], green: [] };
    expect(against(target, 'blue', ringing, serving)).toEqual([named('blue', 'errors')]);
  });

  it('speaks against it in the very second of its first share, which is as exact as an event is', () => {
    const ringing = { blue: [rings('blue', 'errors', '2026-01-05T09:00:00.000Z')], green: [] };
    const at = { journey: [{ step: 0, weight: 20, at: '2026-01-05T09:00:00.700Z' }] };
    expect(against(target, 'blue', ringing, at)).toEqual([named('blue', 'errors')]);
  });

  it('says nothing of the version when the live slot’s twin rings, too: what fails is shared', () => {
    const ringing = { blue: [rings('blue', 'errors')], green: [rings('green', 'errors', earlier)] };
    expect(against(target, 'blue', ringing, serving)).toEqual([]);
  });

  it('speaks where the live slot rings for something else', () => {
    const ringing = { blue: [rings('blue', 'errors')], green: [rings('green', 'slow')] };
    expect(against(target, 'blue', ringing, serving)).toEqual([named('blue', 'errors')]);
  });

  it('is no news at 100 %, where the live slot is silent, when it rang before', () => {
    const alone = { journey: [...serving.journey, { step: 1, weight: 100, at: '2026-01-05T09:06:00.000Z' }] };
    expect(against(target, 'blue', { blue: [rings('blue', 'errors')], green: [] }, alone)).toEqual([]);
    const since = '2026-01-05T09:07:00.000Z';
    const begun = { blue: [rings('blue', 'errors', since)], green: [] };
    expect(against(target, 'blue', begun, alone)).toEqual([named('blue', 'errors')]);
  });

  it('says nothing when it still rings from the version that was there before', () => {
    expect(against(target, 'blue', { blue: [rings('blue', 'errors', earlier)], green: [] }, serving)).toEqual([]);
  });

  it('speaks against it from its first share on, also when it has a larger one since', () => {
    const larger = { journey: [...serving.journey, { step: 1, weight: 50, at: '2026-01-05T09:06:00.000Z' }] };
    expect(against(target, 'blue', { blue: [rings('blue', 'errors')], green: [] }, larger)).toEqual([
      named('blue', 'errors'),
    ]);
  });

  it('is no news at 100 % after two smaller shares, when it rang before', () => {
    const half = { step: 1, weight: 50, at: '2026-01-05T09:03:00.000Z' };
    const all = { step: 2, weight: 100, at: '2026-01-05T09:06:00.000Z' };
    const journey = [...serving.journey, half, all];
    expect(against(target, 'blue', { blue: [rings('blue', 'errors')], green: [] }, { journey })).toEqual([]);
  });

  it('says nothing of a version that has had no share yet', () => {
    expect(against(target, 'blue', { blue: [rings('blue', 'errors')], green: [] }, { journey: [] })).toEqual([]);
  });
});
