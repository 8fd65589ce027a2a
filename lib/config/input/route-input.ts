/** A rule of the load balancer: a path or a host, not both. */
export interface RouteInput {
  /**
   * A path, with `*` and `?` as wildcards: `/api/*`. Longer paths are asked before shorter ones.
   * @default '/*'
   */
  path?: string | undefined;
  /**
   * A host name, with `*` and `?` as wildcards: `api.example.com`. Hosts are asked before paths.
   * @default any host
   */
  host?: string | undefined;
  /**
   * The rule's place among the others, 1 to 50000, the lowest first. Needed only where two rules collide or where the
   * listener has rules that are not Sluice's.
   * @default computed from the rule, so that it stays when services come and go
   */
  priority?: number | undefined;
}
