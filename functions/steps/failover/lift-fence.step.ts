import * as aws from '#adapters/aws-clients.ts';
import { RemotePrimaryFence } from '#adapters/remote-primary-fence.ts';
import { takeoverSwitch } from '#adapters/takeover-switch.ts';
import type { PrimaryFence } from '#ports/primary-fence.ts';
import type { TakeoverSwitch } from '#ports/takeover-switch.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './lift-fence.contract.ts';

interface Ports {
  takeover: TakeoverSwitch;
  fence: PrimaryFence;
}

export const step = defineStep(contract, async (_, { takeover, fence }: Ports) => {
  if ((await takeover.standbyShare()) > 0) return { lifted: false };
  await fence.allowDeployments();
  return { lifted: true };
});

export const handler = step.host(({ PRIMARY_REGION, PRIMARY_RULE, PRIMARY_MACHINE, EVENT_BUS, TAKEOVER_SWITCH }) => ({
  takeover: takeoverSwitch(TAKEOVER_SWITCH),
  fence: new RemotePrimaryFence(aws.executionsIn(PRIMARY_REGION), aws.eventsIn(PRIMARY_REGION), {
    rule: PRIMARY_RULE,
    bus: EVENT_BUS,
    machine: PRIMARY_MACHINE,
  }),
}));
