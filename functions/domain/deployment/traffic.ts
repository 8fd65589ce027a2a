import type { Slot } from '#domain/slots/slot.ts';

/**
 * How users reach a service, and which resource holds the weights of its slots. Another kind is a type here, its facts
 * below, its schema in `wire`, and its router in `adapters`.
 */
export type Traffic = AlbTraffic | WorkerTraffic;

/** Requests through an Application Load Balancer: one listener rule holds the weights of two target groups. */
export interface AlbTraffic {
  readonly kind: 'alb';
  readonly listenerRule: string;
  /** For a rule that matches no request before the first weight: the conditions it gets then. */
  readonly route?: { readonly path?: string; readonly host?: string };
  readonly targetGroups: Readonly<Record<Slot, string>>;
  /** How many seconds a user stays with the version that served the first request, while traffic is split. */
  readonly stickySeconds?: number;
}

/** Messages from a queue: every task that runs takes some. No weights divide them; a tag says which slot is live. */
export interface WorkerTraffic {
  readonly kind: 'worker';
  readonly queue: string;
  /** The ECS service that has the tag. */
  readonly taggedService: string;
}

export type TrafficKind = Traffic['kind'];
export type TrafficOf<Kind extends TrafficKind> = Extract<Traffic, { readonly kind: Kind }>;

interface TrafficFacts {
  /** Whether both slots can serve at once, each with a share. */
  readonly divides: boolean;
  /** Whether tasks answer requests: then they are probed, and the judge can compare the versions. */
  readonly answersRequests: boolean;
  /** The API call that changes weights. */
  readonly movedBy: string;
}

const facts: Readonly<Record<TrafficKind, TrafficFacts>> = {
  alb: { divides: true, answersRequests: true, movedBy: 'elasticloadbalancing:ModifyRule' },
  worker: { divides: false, answersRequests: false, movedBy: 'ecs:TagResource' },
};

interface WithTraffic {
  readonly traffic: Traffic;
}

export const divides = ({ traffic }: WithTraffic): boolean => facts[traffic.kind].divides;
export const answersRequests = ({ traffic }: WithTraffic): boolean => facts[traffic.kind].answersRequests;

/** The API call that moves traffic, with the resource that it changes. */
export const moveOf = ({ traffic }: WithTraffic): string => `${facts[traffic.kind].movedBy} ${weightHolder(traffic)}`;

const weightHolder = (traffic: Traffic): string =>
  traffic.kind === 'alb' ? traffic.listenerRule : traffic.taggedService;

/** For an adapter that knows one kind only. */
export function trafficOf<Kind extends TrafficKind>(
  { service, traffic }: WithTraffic & { readonly service: string },
  kind: Kind,
): TrafficOf<Kind> {
  if (!isOfKind(traffic, kind)) throw new Error(`${service} has traffic of kind ${traffic.kind}, not ${kind}.`);
  return traffic;
}

const isOfKind = <Kind extends TrafficKind>(traffic: Traffic, kind: Kind): traffic is TrafficOf<Kind> =>
  traffic.kind === kind;
