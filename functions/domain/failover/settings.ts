/** How to probe the primary region: by a name of its own, because after a failover the domain name leads elsewhere. */
export interface PrimarySetting {
  readonly name: string;
  /** The name that users call. Requests carry it in their Host header, and certificates are issued for it. */
  readonly domain: string;
  readonly scheme: 'https' | 'http';
  readonly endpoints: readonly string[];
  /** The name whose DNS records show the result of the Route 53 health checks. */
  readonly checkers: string;
}

export type SwitchSetting =
  | { readonly kind: 'bucket'; readonly bucket: string }
  | {
      readonly kind: 'routing-control';
      readonly primary: string;
      readonly standby: string;
      readonly endpoints: readonly { readonly region: string; readonly url: string }[];
    };

export type DatabaseSetting =
  | { readonly kind: 'none' }
  | { readonly kind: 'aurora-global'; readonly globalCluster: string; readonly cluster: string }
  | { readonly kind: 'rds-replica'; readonly instance: string };
