import type { SlotsShape } from '#domain/slots/slots-shape.ts';
import type { ServiceInput } from '#config/input/sluice-input.ts';

/** What a person changes in the file of a service, and what of it reaches the slots. */
export interface PlannedUpdate {
  readonly what: string;
  readonly replacesTasks: boolean;
  readonly change: (service: ServiceInput) => ServiceInput;
  readonly shape: (shape: SlotsShape) => SlotsShape;
}

export const stackUpdates: readonly PlannedUpdate[] = [
  {
    what: 'another health path, scaling rule and variable',
    replacesTasks: false,
    change: (service) => ({
      ...service,
      health: ['/api/health', '/health'],
      // More than run now: registering bounds changes no slot.
      tasks: { min: 4, max: 12 },
      environment: { ...service.environment, COLOR: 'teal' },
    }),
    shape: (shape) => ({ ...shape, template: `${shape.template}1`, most: 12 }),
  },
  {
    what: 'other capacity, which would replace tasks',
    replacesTasks: true,
    change: (service) => ({ ...service, spot: 50 }),
    shape: (shape) => ({ ...shape, spot: 50 }),
  },
];
