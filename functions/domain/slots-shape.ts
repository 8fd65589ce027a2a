import type { Slot } from './slot.ts';

/**
 * What CloudFormation says of a service's two slots. Weights, versions and counts are not in it: those belong to the
 * machines, and an update of a stack leaves them as it finds them.
 */
export interface SlotsShape {
  readonly service: string;
  readonly cluster: string;
  readonly listener: string;
  readonly route: { readonly path?: string; readonly host?: string; readonly priority: number };
  readonly slots: Readonly<Record<Slot, { readonly ecsService: string; readonly targetGroup: string }>>;
  readonly template: string;
  readonly container: string;
  readonly port: number;
  readonly subnets: readonly string[];
  readonly securityGroup: string;
}
