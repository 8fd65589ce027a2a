import { type CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import type { ServiceTarget } from '#domain/service-target.ts';
import type { Slot } from '#domain/slot.ts';
import type { SlotAlarms } from '#ports/slot-alarms.ts';

export class CloudWatchSlotAlarms implements SlotAlarms {
  readonly #client: CloudWatchClient;

  constructor(client: CloudWatchClient) {
    this.#client = client;
  }

  async ringing(target: ServiceTarget, slot: Slot): Promise<readonly string[]> {
    const AlarmNames = [...target.slots[slot].alarms];
    // Without a name it would answer with every alarm of the account.
    if (AlarmNames.length === 0) return [];
    const { MetricAlarms = [] } = await this.#client.send(
      new DescribeAlarmsCommand({ AlarmNames, StateValue: 'ALARM' }),
    );
    return MetricAlarms.map(({ AlarmName = '' }) => AlarmName);
  }
}
