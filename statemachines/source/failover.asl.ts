import { admission } from './failover/admission.ts';
import { safeguards } from './failover/safeguards.ts';
import { decision } from './failover/decision.ts';
import { preparation } from './failover/preparation.ts';
import { traffic } from './failover/traffic.ts';
import { endings } from './failover/endings.ts';
import { machine } from './fragments.ts';

export const definition = machine({
  Comment:
    'Moves the traffic of an environment to its standby region, or back. Runs in the standby and needs nothing of the primary.',
  StartAt: 'AdmitFailover',
  TimeoutSeconds: 7200,
  States: { ...admission, ...safeguards, ...decision, ...preparation, ...traffic, ...endings },
});
