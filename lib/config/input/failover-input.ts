import type { Duration } from '#config/schema/duration.ts';

/** How the standby region takes over. */
export interface FailoverInput {
  /** The name that users know: `api.example.com`. Sluice owns its records and those below it. */
  domain: string;
  /** The id of the hosted zone in Route 53 that the name lies in: `Z0123456789ABCDEFGHIJ`. */
  hostedZone: string;
  /**
   * Whether the standby takes over by itself. Where not, people are paged and one of them starts it.
   * @default true
   */
  automatic?: boolean | undefined;
  /**
   * How many sources have to say that the primary is unhealthy: probes from the standby, Route 53's checkers, and the
   * primary's own alarms. 1 to 3.
   * @default 2
   */
  quorum?: number | undefined;
  /**
   * How long after a failover or a return none starts by itself.
   * @default '30 min'
   */
  cooldown?: Duration | undefined;
  /**
   * How many seconds of writes may be lost without asking a person, 0 to 86400.
   * @default 30
   */
  allowedLossSeconds?: number | undefined;
  /**
   * When the primary may be away, each week and in UTC: `Sun 02:00-04:00`. Nothing starts by itself then.
   * @default never
   */
  maintenance?: string[] | undefined;
  /**
   * The database that has to be promoted: a global cluster with the standby's cluster, or a read replica.
   * @default none: the services keep no data in a region
   */
  database?: FailoverDatabaseInput | undefined;
  /**
   * A pair of routing controls that exists already, instead of a bucket of its own.
   * @default a bucket in the standby region
   */
  routingControl?: RoutingControlInput | undefined;
}

/** Either `globalCluster` and `cluster`, or `replica`. */
export interface FailoverDatabaseInput {
  /** The name of an Aurora global database. */
  globalCluster?: string | undefined;
  /** The ARN of its cluster in the standby region. */
  cluster?: string | undefined;
  /** The name of a read replica in the standby region. */
  replica?: string | undefined;
}

/** In Application Recovery Controller: one control for each region, and where their cluster answers. */
export interface RoutingControlInput {
  /** The ARN of the control that is on while the primary serves. */
  primary: string;
  /** The ARN of the control that is on while the standby serves. */
  standby: string;
  /** The cluster's endpoints, five of them. */
  endpoints: { region: string; url: string }[];
}
