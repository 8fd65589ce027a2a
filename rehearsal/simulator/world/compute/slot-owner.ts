import { registeredBounds } from '#constructs/slots/scaling-figures.ts';
import { trafficOf } from '#domain/deployment/traffic.ts';
import { planSlots, type FoundSlot } from '#domain/slots/slot-change.ts';
import { capacityShares, type RoutedShape, type SlotsShape } from '#domain/slots/slots-shape.ts';
import type { Slot } from '#domain/slots/slot.ts';
import type { ServiceInAccount } from '../service-in-account.ts';
import type { SlotTasks } from './slot-tasks.ts';

/** The service's shape in the stack when the story begins. */
export const shapeOf = ({ target }: ServiceInAccount): RoutedShape => ({
  service: target.service,
  cluster: target.cluster,
  traffic: {
    kind: 'alb',
    listener: 'listener',
    route: { path: '/*', priority: 1 },
    targetGroups: trafficOf(target, 'alb').targetGroups,
    port: 3000,
  },
  slots: target.slots,
  template: `${target.templateFamily}:1`,
  container: target.container,
  subnets: ['subnet-1', 'subnet-2'],
  securityGroup: 'sg-1',
  spot: 0,
  startSeconds: 120,
  most: target.tasks.max,
});

/** CloudFormation requests a shape. The effect on tasks is decided as in an account; a change of shape restarts them. */
export function askForShape(service: ServiceInAccount, wanted: SlotsShape): void {
  const before = shapeOf(service);
  const found = (slot: Slot): FoundSlot => ({
    tasks: Math.max(service.slots[slot].desired, service.slots[slot].targets.length),
    targetGroup: before.traffic.targetGroups[slot],
    container: before.container,
    port: before.traffic.port,
    subnets: before.subnets,
    securityGroups: [before.securityGroup],
    capacity: capacityShares(before.spot),
    startSeconds: before.startSeconds,
  });
  const changes = planSlots(wanted, { blue: found('blue'), green: found('green') });
  for (const slot of ['blue', 'green'] as const) {
    if (changes[slot] === 'reshape') service.slots[slot].renew();
    bringIntoBounds(service.slots[slot], wanted);
  }
}

/** As Application Auto Scaling does whenever a stack registers bounds. */
function bringIntoBounds(slot: SlotTasks, { most = Infinity }: SlotsShape): void {
  const bounds = registeredBounds({ max: most });
  const tasks = Math.min(Math.max(slot.desired, bounds.least), bounds.most);
  if (tasks !== slot.desired) slot.update({ tasks });
}
