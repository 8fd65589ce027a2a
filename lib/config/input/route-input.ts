/** A listener rule of the load balancer. Set either `path` or `host`. */
export interface RouteInput {
  /**
   * A path pattern with the wildcards `*` and `?`: `/api/*`. Longer paths take precedence over shorter ones.
   * @default '/*'
   */
  path?: string | undefined;
  /**
   * A host name pattern with the wildcards `*` and `?`: `api.example.com`. Hosts take precedence over paths.
   * @default any host
   */
  host?: string | undefined;
  /**
   * The priority of the rule, 1 to 50000. The lowest number is evaluated first. Set it only if two rules collide, or if
   * the listener has rules that Sluice does not manage.
   * @default computed from the rule, so that it does not change when services are added or removed
   */
  priority?: number | undefined;
}
