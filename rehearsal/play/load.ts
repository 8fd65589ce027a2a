import { PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { slots } from '#domain/slots/slot.ts';
import type { Clients } from '../cloud/clients.ts';
import type { Load } from '../scenarios/scenario.ts';
import type { World } from '../world.ts';

const everyMs = 500;
/** Without a load in the story the tasks are neither idle nor busy, and nothing scales. */
const percent = {
  high: { cpu: 90, memory: 40 },
  usual: { cpu: 40, memory: 60 },
  low: { cpu: 10, memory: 20 },
} as const;

/** How busy the tasks are, as ECS measures it: the sample service itself needs nearly nothing. */
export class LoadOnTasks {
  readonly #clients: Clients;
  readonly #world: World;
  #load: keyof typeof percent;
  #timer: NodeJS.Timeout;

  constructor(clients: Clients, world: World, load: keyof typeof percent = 'usual') {
    this.#clients = clients;
    this.#world = world;
    this.#load = load;
    // A cloud that is about to end may no longer accept it.
    this.#timer = setInterval(() => void this.#publish().catch(() => {}), everyMs);
  }

  become(load: Load): void {
    this.#load = load;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #publish(): Promise<void> {
    const [weights, seen] = await Promise.all([this.#world.weights(), this.#world.slots()]);
    const busy = slots.filter((slot) => weights[slot] > 0 && seen[slot].running > 0);
    const { cluster, slots: named } = this.#world.target;
    const { cpu, memory } = percent[this.#load];
    const MetricData = busy.flatMap((slot) => {
      const Dimensions = [
        { Name: 'ClusterName', Value: cluster },
        { Name: 'ServiceName', Value: named[slot].ecsService },
      ];
      return [
        { MetricName: 'CPUUtilization', Value: cpu, Dimensions },
        { MetricName: 'MemoryUtilization', Value: memory, Dimensions },
      ];
    });
    if (MetricData.length > 0)
      await this.#clients.metrics.send(new PutMetricDataCommand({ Namespace: 'AWS/ECS', MetricData }));
  }
}
