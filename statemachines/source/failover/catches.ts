import { on, onFailure } from '../fragments.ts';

/** Another run holds the lock: this one stops without another word. */
export const onLockLost = { ErrorEquals: ['TakenOver'], Next: 'LockLost' } as const;

/** A person cancelled the run. */
export const onCancelled = on(['Cancelled'], 'IsFenceToLift', {
  ending: 'stopped',
  reasons: ['A person took it back'],
});

/** Ends the run as failed, with a reason for people. */
export const endsFailed = (reason: string) => onFailure('IsFenceToLift', { ending: 'failed', reasons: [reason] });
