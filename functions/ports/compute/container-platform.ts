import type { Image } from '#domain/images/release.ts';
import type { SlotStatus, Wanted } from '#domain/slots/rollout.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import type { Slot } from '#domain/slots/slot.ts';

/** Runs the tasks of a slot. */
export interface ContainerPlatform {
  status(target: ServiceTarget, slot: Slot): Promise<SlotStatus>;
  /** Makes the slot run this many tasks of another task definition; returns before they run. */
  run(target: ServiceTarget, slot: Slot, wanted: Wanted): Promise<void>;
  /** Changes the number of tasks, not their version; returns before they run. The load balancer drains those that stop. */
  scale(target: ServiceTarget, slot: Slot, tasks: number): Promise<void>;
  /** The template's newest revision with this image: the revision that runs the release. */
  register(target: ServiceTarget, image: Image): Promise<string>;
}
