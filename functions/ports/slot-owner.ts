import type { SlotsShape } from '#domain/slots-shape.ts';

/** Creates and removes what CloudFormation must not own: the slots' ECS services and the listener rule. */
export interface SlotOwner {
  /** Makes what is missing and shapes what exists; safe to run twice. */
  ensure(shape: SlotsShape): Promise<{ readonly listenerRule: string }>;
  /** Begins to remove everything: traffic first, then the tasks. Safe to run twice. */
  remove(shape: SlotsShape): Promise<void>;
  isGone(shape: SlotsShape): Promise<boolean>;
}
