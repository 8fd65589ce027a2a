import { expect, it } from 'vitest';
import { heldBy, mustHold, takenOver } from '#domain/ledger/fencing.ts';

const plan = { deploymentId: 'd-1', fence: 7 };

it('a deployment may change something only while it holds the service under its number', () => {
  expect(() => mustHold(plan, { owner: 'd-1', fence: 7 })).not.toThrow();
  expect(() => mustHold(plan, undefined)).toThrow('d-1 works with number 7, but no execution holds the service');
  for (const { owner, fence } of [
    { owner: 'd-1', fence: 8 },
    { owner: 'd-2', fence: 7 },
  ]) {
    const words = `d-1 works with number 7, but ${owner} holds the service as number ${fence}`;
    expect(() => mustHold(plan, { owner, fence })).toThrow(words);
  }
});

it('a deployment that was taken over says so', () => {
  expect(heldBy(plan)).toEqual({ owner: 'd-1', fence: 7 });
  expect(takenOver(plan)).toMatchObject({
    name: 'TakenOver',
    message: 'd-1 works with number 7, which another execution has taken over',
  });
});
