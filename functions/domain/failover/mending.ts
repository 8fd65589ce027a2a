import type { FailoverPlan } from './request.ts';

/** A release that is bad is found within a minute and taken back within two: an outage that lasts longer is another one. */
const mendsWithinSeconds = 180;
/** Who answers, if with something else, is asked again; but a region in trouble is not waited for. */
const askedAgainForSeconds = 10;

/** Whether a primary that is down, while it changes, is left to take that back by itself. */
export const mayMendItself = ({ mode, outageSince }: Pick<FailoverPlan, 'mode' | 'outageSince'>, now: Date): boolean =>
  mode === 'automatic' && secondsSince(outageSince, now) < mendsWithinSeconds;

/** Whether to ask again what could not be answered: silence is what an outage sounds like. */
export const isWorthAskingAgain = (
  { startedAt }: Pick<FailoverPlan, 'startedAt'>,
  failure: Error,
  now: Date,
): boolean => failure.name !== 'Unavailable' && secondsSince(startedAt, now) < askedAgainForSeconds;

const secondsSince = (time: string, now: Date): number => (now.getTime() - Date.parse(time)) / 1000;
