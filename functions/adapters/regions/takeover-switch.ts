import type { SwitchSetting } from '#domain/failover/settings.ts';
import type { TakeoverSwitch } from '#ports/regions/takeover-switch.ts';
import * as aws from '#adapters/aws-clients.ts';
import { BucketSwitch } from './bucket-switch.ts';
import { RoutingControlSwitch } from './routing-control-switch.ts';

export const takeoverSwitch = (setting: SwitchSetting): TakeoverSwitch =>
  setting.kind === 'bucket'
    ? new BucketSwitch(aws.objects(), setting.bucket)
    : new RoutingControlSwitch(aws.routingControls, setting);
