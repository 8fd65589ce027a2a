import { describe, expect, it } from 'vitest';
import { faultsAt, formatFaults, parseFaults } from '#rehearsal/simulator/faults/fault.ts';
import { Saboteur } from '#rehearsal/simulator/faults/saboteur.ts';
import { readSimulateArguments } from '#rehearsal/simulator/arguments.ts';
import { presetNames } from '#wire/strategy-presets.ts';

describe('a fault in words', () => {
  it.each([
    'SetWeight.router.setWeights#2 throttled-after',
    'SetWeight.router.setWeights#1 undone',
    'traffic-shift/Bake#1 stopped',
    'event/Deployment Requested#1 twice + rollback/TakeOver#1 timed-out',
  ])('is read as it is written: %s', (text) => {
    expect(formatFaults(parseFaults(text))).toBe(text);
  });

  it.each([
    ['nonsense', /is no fault\. For example/],
    ['SetWeight.router.setWeights#0 throttled', /is no fault/],
    ['SetWeight.router.setWeights#1 stopped', /cannot be broken by "stopped"\. It can by: throttled, throttled-after/],
    ['RecordSuccess.ledger.close#1 undone', /cannot be broken by "undone"/],
    ['traffic-shift/Bake#1 throttled', /It can by: stopped, stopped-at-the-root, timed-out/],
  ])('is refused with the valid values: %s', (text, words) => {
    expect(() => parseFaults(text)).toThrow(words);
    expect(() => readSimulateArguments(['--fault', text])).toThrow(/--fault: /);
  });
});

describe('an outage', () => {
  const faults = parseFaults('LookAtBakes.metrics.minutes#2 outage');
  let now = 0;
  const struckBy = (saboteur: Saboteur, name: string) => saboteur.arrive('call', name)?.how;

  it('strikes every call of the same port from then on, from any function, until it is over', () => {
    const saboteur = new Saboteur(faults, () => now);
    expect(struckBy(saboteur, 'LookAtBakes.metrics.minutes')).toBeUndefined();
    now = 60_000;
    expect(struckBy(saboteur, 'LookAtBakes.metrics.minutes')).toBe('outage');
    expect(struckBy(saboteur, 'JudgeCanary.metrics.minutes')).toBe('outage');
    expect(struckBy(saboteur, 'JudgeCanary.router.health')).toBeUndefined();
    now = 359_000;
    expect(struckBy(saboteur, 'LookAtBakes.metrics.minutes')).toBe('outage');
    now = 360_000;
    expect(struckBy(saboteur, 'LookAtBakes.metrics.minutes')).toBeUndefined();
    expect(saboteur.struck).toHaveLength(1);
  });

  it('can strike what is only read, and nothing that traffic needs to move', () => {
    const ways = (name: string) => faultsAt({ kind: 'call', name, nth: 1 }).map(({ how }) => how);
    expect(ways('LookAtBakes.metrics.minutes')).toEqual(expect.arrayContaining(['outage', 'silent-outage']));
    expect(ways('InterruptBake.alarms.ringing')).toContain('outage');
    expect(ways('SetWeight.router.setWeights')).not.toContain('outage');
  });
});

describe('the arguments of the command', () => {
  it('mean good-release in world 1 by default', () => {
    const { scenarios, seed, faults, explore } = readSimulateArguments([]);
    expect([scenarios.map(({ name }) => name), seed, faults, explore]).toEqual([['good-release'], 1, [], false]);
  });

  it('mean every scenario when exploring', () => {
    expect(readSimulateArguments(['--explore']).scenarios.length).toBeGreaterThan(7);
  });

  it('mean a preset with every kind of version, or every preset', () => {
    const names = (preset: string) =>
      readSimulateArguments(['--explore', '--preset', preset]).scenarios.map(({ name }) => name);
    expect(names('rolling')).toContain('rolling:crash-at-start');
    expect(names('all')).toEqual(presetNames.flatMap(names));
    expect(readSimulateArguments(['canary-watch:errors']).scenarios[0]?.title).toContain('one request in twenty');
  });

  it.each([
    [['--preset', 'all'], /--preset goes with --explore alone/],
    [['--explore', '--preset', 'fast'], /There is no preset "fast"\. There are: canary-watch/],
    [['--scenario', 'nonsense'], /There is no scenario "nonsense"\. There are: good-release/],
    [['--seed', 'x'], /--seed takes a whole number from 0 to 999999999, not "x"/],
    [['--limit', '-1'], /limit/],
    [['--only', 'magic'], /nothing breaks by "magic"/],
    [['--quickly'], /See npm run simulate -- --help/],
    [['good-release', 'crash-at-start'], /One scenario at a time/],
  ])('%j are refused with a remedy', (words, message) => {
    expect(() => readSimulateArguments(words)).toThrow(message);
  });
});
