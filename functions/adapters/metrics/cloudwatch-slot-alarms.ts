import { type CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import type { RingingAlarm } from '#domain/canary/alarms.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import type { Slot } from '#domain/slots/slot.ts';
import type { SlotAlarms } from '#ports/metrics/slot-alarms.ts';

export class CloudWatchSlotAlarms implements SlotAlarms {
  readonly #client: CloudWatchClient;

  constructor(client: CloudWatchClient) {
    this.#client = client;
  }

  async ringing({ slots }: ServiceTarget): Promise<Readonly<Record<Slot, readonly RingingAlarm[]>>> {
    const AlarmNames = [...slots.blue.alarms, ...slots.green.alarms];
    // Without a name it would answer with every alarm of the account.
    if (AlarmNames.length === 0) return { blue: [], green: [] };
    const { MetricAlarms = [] } = await this.#client.send(
      new DescribeAlarmsCommand({ AlarmNames, StateValue: 'ALARM' }),
    );
    const of = (slot: Slot) =>
      MetricAlarms.filter(({ AlarmName = '' }) => slots[slot].alarms.includes(AlarmName)).map(
        ({ AlarmName: name = '', StateTransitionedTimestamp, StateUpdatedTimestamp }) => ({
          name,
          since: (StateTransitionedTimestamp ?? StateUpdatedTimestamp ?? new Date(0)).toISOString(),
        }),
      );
    return { blue: of('blue'), green: of('green') };
  }
}
