import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findPython } from '#rehearsal/cloud/prerequisites.ts';

const AGENT = resolve(import.meta.dirname, '../../rehearsal/cloud/launcher/ecs_agent');
const python = findPython();
const SCRIPT = `
import json, sys
sys.path.insert(0, sys.argv[1])
from placement import Placed, plan
asked = json.loads(sys.argv[2])
made = plan([Placed(*p) for p in asked["placed"]], asked["desired"], asked["minimum"], asked["maximum"])
print(json.dumps({"start": made.start, "stop": list(made.stop)}))
`;

/** Tasks as words: `new` and `old` ones that are healthy, and `new?` and `old?` that are not yet or no longer. */
function plan(tasks: string, desired: number, minimum = 100, maximum = 200): { start: number; stop: string[] } {
  const words = tasks.split(' ').filter((word) => word !== '');
  const placed = words.map((word, i) => [`${word}-${i}`, word.startsWith('new'), !word.endsWith('?')]);
  const asked = JSON.stringify({ placed, desired, minimum, maximum });
  const ran = spawnSync(python, ['-B', '-S', '-c', SCRIPT, AGENT, asked], { encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(ran.stderr);
  return JSON.parse(ran.stdout) as { start: number; stop: string[] };
}

describe('how ECS places the tasks of a rolling deployment', () => {
  test('starts missing tasks and stops none', () => {
    expect(plan('new', 3)).toEqual({ start: 2, stop: [] });
  });

  test('never runs more than the maximum: one at a time with 150 % of two', () => {
    expect(plan('old old', 2, 100, 150)).toEqual({ start: 1, stop: [] });
  });

  test('keeps every old task until a new one is healthy', () => {
    expect(plan('old old new? new?', 2)).toEqual({ start: 0, stop: [] });
    expect(plan('old old new new?', 2).stop).toEqual(['old-0']);
    expect(plan('old old new new', 2).stop).toEqual(['old-0', 'old-1']);
  });

  test('makes room first where the maximum allows no more tasks, down to the healthy minimum', () => {
    expect(plan('old old old old', 4, 50, 100)).toEqual({ start: 0, stop: ['old-0', 'old-1'] });
    expect(plan('old old new? new?', 4, 50, 100)).toEqual({ start: 0, stop: [] });
    expect(plan('old old new new', 4, 50, 100).stop).toEqual(['old-0', 'old-1']);
  });

  test('is stuck, as on AWS, when neither a start nor a stop is allowed', () => {
    expect(plan('old old', 2, 100, 100)).toEqual({ start: 0, stop: [] });
  });

  test('an old task without health makes room at once', () => {
    expect(plan('old? old', 2, 100, 200)).toEqual({ start: 2, stop: ['old?-0'] });
  });

  test('scaling in takes those without health first, then the newest', () => {
    expect(plan('new new new? new', 2)).toEqual({ start: 0, stop: ['new?-2', 'new-3'] });
  });

  test('stops everything when nothing is wanted', () => {
    expect(plan('old new new?', 0)).toEqual({ start: 0, stop: ['old-0', 'new-1', 'new?-2'] });
  });
});
