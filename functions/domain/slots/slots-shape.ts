import type { Slot } from './slot.ts';

/**
 * What CloudFormation says of a service's two slots. Weights, versions and counts are not in it: those belong to the
 * machines, and an update of a stack leaves them as it finds them.
 */
export interface SlotsShape {
  readonly service: string;
  readonly cluster: string;
  readonly traffic: AlbShape | WorkerShape;
  readonly slots: Readonly<Record<Slot, { readonly ecsService: string }>>;
  readonly template: string;
  readonly container: string;
  readonly subnets: readonly string[];
  readonly securityGroup: string;
  /** Percent of the tasks that may run on Fargate Spot. */
  readonly spot: number;
  /** For how long a new task may fail its health checks. */
  readonly startSeconds: number;
  /** How many tasks a slot may have, where their number follows the load. */
  readonly most?: number;
}

export interface AlbShape {
  readonly kind: 'alb';
  readonly listener: string;
  readonly route: { readonly path?: string; readonly host?: string; readonly priority: number };
  readonly targetGroups: Readonly<Record<Slot, string>>;
  readonly port: number;
  /** On a listener that is not Sluice's the rule matches no request until something is deployed. */
  readonly quiet?: 'until-deployed';
}

/** A worker receives no requests. */
export interface WorkerShape {
  readonly kind: 'worker';
}

export type RoutedShape = SlotsShape & { readonly traffic: AlbShape };

export const isRouted = (shape: SlotsShape): shape is RoutedShape => shape.traffic.kind === 'alb';

/** How tasks are spread over what Fargate sells: of `base` tasks none is on Spot. */
export interface CapacityShare {
  readonly provider: 'FARGATE' | 'FARGATE_SPOT';
  readonly weight: number;
  readonly base: number;
}

/** One task at least is never on Spot, unless all are. */
export function capacityShares(spot: number): readonly CapacityShare[] {
  const shares: readonly CapacityShare[] = [
    { provider: 'FARGATE', weight: 100 - spot, base: 1 },
    { provider: 'FARGATE_SPOT', weight: spot, base: 0 },
  ];
  return shares.filter(({ weight }) => weight > 0);
}
