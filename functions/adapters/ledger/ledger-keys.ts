import { ledgerVersion } from '#wire/ledger-version.ts';

export type ItemKey = Readonly<Record<'pk' | 'sk', string>>;

/** A new item of the ledger, in the form that this Sluice writes. */
export const newItem = <Values extends object>(key: ItemKey, values: Values) => ({
  ...key,
  version: ledgerVersion,
  ...values,
});

/** One table for each environment and region: everything of a service lies together, deployments in order of time. */
const ofService = (service: string, what: string) => ({ pk: `service#${service}`, sk: what });

export const lockKey = (service: string) => ofService(service, 'lock');

/** One attribute for each request in the queue, named by its deployment. */
export const queueKey = (service: string) => ofService(service, 'queue');

/** A request acts once, whichever service it turns out to name. */
export const requestKey = (requestId: string) => ({ pk: `request#${requestId}`, sk: 'handled' });

export const stateKey = (service: string) => ofService(service, 'state');

export const deploymentKey = (service: string, deploymentId: string) =>
  ofService(service, `deployment#${deploymentId}`);

/** Who waits for an answer: at most one execution of a service. */
export const waitKey = (service: string) => ofService(service, 'wait');

export const decisionKey = (service: string, deploymentId: string, which: string) =>
  ofService(service, `decision#${deploymentId}#${which}`);

/** Failovers are of the whole environment. */
export const failoverKey = (what: string) => ({ pk: 'failover', sk: what });

export const runKey = (runId: string) => failoverKey(`run#${runId}`);

/** Of the version that bakes now: the next one begins anew. */
export const snapshotKey = (service: string) => ofService(service, 'snapshot');
