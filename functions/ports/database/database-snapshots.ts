export type Snapshot =
  | { readonly kind: 'under-way' }
  | { readonly kind: 'complete' }
  | { readonly kind: 'impossible'; readonly reason: string };

/** Copies of databases to go back to. */
export interface DatabaseSnapshots {
  /** Takes the snapshot of this name, unless that was done already, and says how far it is. */
  take(cluster: string, name: string): Promise<Snapshot>;
}
