import { describe, expect, it } from 'vitest';
import { judgeRollout, type SlotStatus, troubleIn } from '#domain/slots/rollout.ts';

const wanted = { taskDefinition: 'api:7', tasks: 3 };
const status = (more: Partial<SlotStatus>): SlotStatus => ({
  taskDefinition: 'api:7',
  desired: 3,
  running: 0,
  failed: 0,
  rollout: 'in-progress',
  reason: 'in progress',
  ...more,
});

describe('a rollout', () => {
  it.each([
    ['is to start where another version runs', { taskDefinition: 'api:6' }, 'to-start'],
    ['is to start where another count is asked for', { desired: 2 }, 'to-start'],
    ['is under way while tasks start', { running: 2 }, 'under-way'],
    ['is under way after two tasks died', { failed: 2 }, 'under-way'],
    ['has failed after three', { failed: 3 }, 'failed'],
    ['has failed where the platform says so', { rollout: 'failed' }, 'failed'],
    [
      'is under way where the platform is done and a task is missing',
      { rollout: 'completed', running: 2 },
      'under-way',
    ],
    ['is done when every task runs', { rollout: 'completed', running: 3 }, 'done'],
  ] as const)('%s', (_, more, kind) => expect(judgeRollout(status(more), wanted)).toMatchObject({ kind }));

  it('says why tasks find no place', () => {
    const trouble = 'was unable to place a task. Reason: Capacity is unavailable at this time.';
    const verdict = judgeRollout(status({ trouble }), wanted);
    expect(verdict).toEqual({ kind: 'under-way', reason: `0 of 3 tasks run. ${trouble}` });
  });
});

describe('the trouble among the platform’s messages', () => {
  it('is the newest that says why, without the service’s name', () => {
    const messages = [
      '(service api-blue) has started 1 tasks: (task 1).',
      '(service api-blue) was unable to place a task because no container instance met all of its requirements. Reason: RESOURCE:MEMORY.',
      '(service api-blue) was unable to place a task. Reason: Capacity is unavailable at this time.',
    ];
    expect(troubleIn(messages)).toMatch(/^was unable to place a task because .* RESOURCE:MEMORY\.$/);
  });

  it('is none where all is well', () => {
    expect(troubleIn(['(service api-blue) has reached a steady state.'])).toBeUndefined();
  });
});
