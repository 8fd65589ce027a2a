/** An ECS service with its target group. The live slot takes traffic, the idle one does not. */
export type Slot = 'blue' | 'green';

export const slots = ['blue', 'green'] as const satisfies readonly Slot[];

export const otherSlot = (slot: Slot): Slot => (slot === 'blue' ? 'green' : 'blue');
