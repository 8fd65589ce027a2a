import { faultsAt, type Fault, type Place } from '../faults/fault.ts';

/** Every single fault that could have struck a run, in the order of the run. */
export const singleFaults = (places: readonly Place[]): Fault[] =>
  places.filter(isWorthBreaking).flatMap(faultsAt).filter(isDistinct);

/** The deployment is the root itself, no execution started the guardian, and where none runs, none can be stopped. */
const isDistinct = ({ name, how, isAlone }: Fault): boolean =>
  how !== 'stopped-at-the-root' || !(isAlone || name.startsWith('deployment/') || name.startsWith('guardian/'));

/** The monitor's looks come every few seconds and are alike: each story has its outage among the first. */
const looksThatDiffer = 8;
const isWorthBreaking = ({ name, nth }: Place): boolean =>
  nth <= looksThatDiffer || !(name.startsWith('primary-monitor/') || name.startsWith('WatchPrimary.'));
