import type { Portion } from '#domain/failover/shares.ts';

/** Every name that a failover knows, below the one that users know. Written once: records and functions agree. */
export const takeoverNames = (domain: string) => ({
  /** Leads to one region's load balancer, whatever happens. */
  region: (region: string): string => `${region}.${domain}`,
  /** A part of the users' requests that moves as one. */
  portion: (portion: Portion): string => `portion-${portion}.${domain}`,
  /** Says what Route 53's checkers see of the primary. */
  checkers: `checkers.${domain}`,
  /** Says which region most requests are sent to. */
  serving: `serving.${domain}`,
});
