import { expect, it } from 'vitest';
import { nextInRetiring } from '#domain/rollback/retirement.ts';

const away = { blue: 0, green: 100 };

it.each([
  ['keeps its tasks while it has traffic', { blue: 5, green: 95 }, 3, 3, false, 'blue still gets 5 % of the traffic'],
  ['stops its tasks once the traffic is gone', away, 3, 3, true, '3 tasks of blue are draining'],
  ['waits for those that drain', away, 0, 2, false, '2 tasks of blue are draining'],
  ['is stopped anew where only its count came back', away, 1, 0, true, '0 tasks of blue are draining'],
])('a slot that retires %s', (_, weights, desired, running, stopTasks, message) => {
  const next = nextInRetiring('blue', weights, { desired, running });
  expect(next).toEqual({ stopTasks, notYet: expect.objectContaining({ message }) });
});

it('a slot has retired without traffic and tasks', () => {
  expect(nextInRetiring('blue', away, { desired: 0, running: 0 })).toEqual({ stopTasks: false });
});
