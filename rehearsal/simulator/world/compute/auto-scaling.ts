import { scalingSteps, tooLarge, tooSmall } from '#constructs/slots/scaling-figures.ts';
import { otherSlot, slots, type Slot } from '#domain/slots/slot.ts';
import type { VirtualClock } from '../../clock.ts';
import type { Load } from '../../../scenarios/scenario.ts';
import type { ServiceInAccount } from '../service-in-account.ts';

const minute = 60;

/** The rules of the service's stack: alarms that evaluate once a minute, and their effect on the number of tasks. */
export class SimulatedScaling {
  readonly #service: ServiceInAccount;
  readonly #clock: VirtualClock;
  readonly #minutes: Record<Slot, { small: number; large: number }> = {
    blue: { small: 0, large: 0 },
    green: { small: 0, large: 0 },
  };
  readonly #quietUntil: Record<Slot, { out: number; in: number }> = {
    blue: { out: 0, in: 0 },
    green: { out: 0, in: 0 },
  };
  #load: Load = 'low';
  #isOn = true;

  constructor(service: ServiceInAccount, clock: VirtualClock) {
    this.#service = service;
    this.#clock = clock;
    this.#eachMinute();
  }

  set load(load: Load) {
    this.#load = load;
  }

  stop(): void {
    this.#isOn = false;
  }

  #eachMinute(): void {
    this.#clock.after(minute, () => {
      if (!this.#isOn) return;
      for (const slot of slots) this.#look(slot);
      this.#eachMinute();
    });
  }

  #look(slot: Slot): void {
    const counted = this.#minutes[slot];
    const isUsed = this.#service.rule.weights[slot] > 0;
    const other = otherSlot(slot);
    const isAlone = this.#service.slots[other].targets.length === 0 && this.#service.rule.weights[other] === 0;
    counted.small = isUsed && this.#load === 'high' ? counted.small + 1 : 0;
    counted.large = isAlone && this.#load === 'low' ? counted.large + 1 : 0;
    if (counted.small >= tooSmall.cpu.minutes) this.#change(slot, 'out', scalingSteps.out.tasks);
    if (counted.large >= tooLarge.minutes) this.#change(slot, 'in', -scalingSteps.in.tasks);
  }

  #change(slot: Slot, way: 'out' | 'in', by: number): void {
    const now = this.#clock.now();
    const { min, max } = this.#service.target.tasks;
    const { desired } = this.#service.slots[slot];
    const wanted = way === 'out' ? Math.min(desired + by, max) : Math.max(desired + by, min);
    // A slot below its bounds is not made smaller, and one above them not larger.
    const goesThere = way === 'out' ? wanted > desired : wanted < desired;
    if (!goesThere || now < this.#quietUntil[slot][way]) return;
    this.#quietUntil[slot][way] = now + scalingSteps[way].cooldownSeconds * 1000;
    this.#service.slots[slot].update({ tasks: wanted });
  }
}
