import type { SlotStatus } from './rollout.ts';

/** What is due at an hour: services go to sleep, or come back. */
export const hours = ['stop', 'start'] as const;
export type Hour = (typeof hours)[number];

/** The name under which off-hours hold a service while its size changes. */
export const offHoursOwner = 'off-hours';

interface Sleeper {
  readonly status: Pick<SlotStatus, 'desired'>;
  /** Nothing runs that was never deployed. */
  readonly isDeployed: boolean;
  readonly least: number;
}

/** How many tasks the live slot has to be asked for; nothing where it is as it should be. */
export function tasksDueAt(hour: Hour, { status: { desired }, isDeployed, least }: Sleeper): number | undefined {
  if (hour === 'stop') return desired > 0 ? 0 : undefined;
  return isDeployed && desired < least ? least : undefined;
}
