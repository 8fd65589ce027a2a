import type { Duration } from '#config/schema/duration.ts';

/** How the standby region takes over. */
export interface FailoverInput {
  /** The domain name that users call: `api.example.com`. Sluice manages its DNS records and those of its subdomains. */
  domain: string;
  /** The id of the Route 53 hosted zone that contains the domain name: `Z0123456789ABCDEFGHIJ`. */
  hostedZone: string;
  /**
   * Whether the standby region takes over automatically. If false, Sluice sends a page and a person starts the
   * failover.
   * @default true
   */
  automatic?: boolean | undefined;
  /**
   * How many of the three sources must report that the primary region is unhealthy, 1 to 3. The sources are the probes
   * from the standby region, the Route 53 health checks, and the alarms of the primary region.
   * @default 2
   */
  quorum?: number | undefined;
  /**
   * How long after a failover or a failback no automatic failover starts.
   * @default '30 min'
   */
  cooldown?: Duration | undefined;
  /**
   * How many seconds of writes may be lost without asking a person, 0 to 86400.
   * @default 30
   */
  allowedLossSeconds?: number | undefined;
  /**
   * Weekly maintenance windows of the primary region, in UTC: `Sun 02:00-04:00`. No automatic failover starts during a
   * window.
   * @default none
   */
  maintenance?: string[] | undefined;
  /**
   * The database to promote: an Aurora global database with its cluster in the standby region, or a read replica.
   * @default none: the services keep no data in a region
   */
  database?: FailoverDatabaseInput | undefined;
  /**
   * An existing pair of routing controls, to use instead of the bucket that Sluice creates.
   * @default a bucket in the standby region
   */
  routingControl?: RoutingControlInput | undefined;
}

/** Either `globalCluster` and `cluster`, or `replica`. */
export interface FailoverDatabaseInput {
  /** The name of an Aurora global database. */
  globalCluster?: string | undefined;
  /** The ARN of the global database's cluster in the standby region. */
  cluster?: string | undefined;
  /** The name of a read replica in the standby region. */
  replica?: string | undefined;
}

/** Routing controls in Application Recovery Controller, one for each region, and the endpoints of their cluster. */
export interface RoutingControlInput {
  /** The ARN of the routing control that is on while the primary region serves. */
  primary: string;
  /** The ARN of the routing control that is on while the standby region serves. */
  standby: string;
  /** The five endpoints of the cluster. */
  endpoints: { region: string; url: string }[];
}
