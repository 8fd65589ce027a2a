export interface Arrival {
  /** Whether the environment's name leads to the standby, as a client that asks now is told. */
  readonly nameLeadsHere: boolean;
  /** Requests at the standby's load balancer in the last minutes; nothing where that was not measured. */
  readonly requests?: number;
}

/** Whether users come to the standby. */
export interface ArrivingTraffic {
  seen(): Promise<Arrival>;
}
