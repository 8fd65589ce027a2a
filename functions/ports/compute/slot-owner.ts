import type { Slot } from '#domain/slots/slot.ts';
import type { SlotsShape } from '#domain/slots/slots-shape.ts';

/** Creates and removes what CloudFormation must not own: the slots' ECS services and the listener rule. */
export interface SlotOwner {
  /**
   * Makes what is missing and shapes what exists; safe to run twice. `weightHolder` is the ARN of the listener rule or, for
   * a worker, of the ECS service with the tag.
   */
  ensure(shape: SlotsShape): Promise<{ readonly weightHolder: string; readonly replaced: readonly Slot[] }>;
  /** Whether the tasks of these slots have all been replaced; says why where they cannot be. */
  isReplaced(shape: SlotsShape, replaced: readonly Slot[]): Promise<boolean>;
  /** Throws where users of two versions rely on the slots. */
  refuseInUse(shape: SlotsShape): Promise<void>;
  /** Begins to remove everything: traffic first, then the tasks. Safe to run twice. */
  remove(shape: SlotsShape): Promise<void>;
  isGone(shape: SlotsShape): Promise<boolean>;
}
