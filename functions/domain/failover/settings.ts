/** Where the primary is looked at: by its own name, as the environment's name leads away from it after a failover. */
export interface PrimarySetting {
  readonly name: string;
  /** The name that users know: requests carry it, and certificates are for it. */
  readonly domain: string;
  readonly scheme: 'https' | 'http';
  readonly endpoints: readonly string[];
  /** The name behind which Route 53 says what its checkers see. */
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
