export type Decision =
  /** Within a step: there is no reason to stop. */
  | { readonly decision: 'continue' }
  /** At the end of a step: go on to the next weight. */
  | { readonly decision: 'advance' }
  /** At the end of the last step: the canary becomes the live slot. */
  | { readonly decision: 'promote' }
  /** At the end of a step: stay for another minute. */
  | { readonly decision: 'extend'; readonly reason: Doubt }
  /** The extension minutes are used up. `onInconclusive` of the strategy decides. */
  | { readonly decision: 'inconclusive'; readonly reason: Doubt }
  | { readonly decision: 'rollback'; readonly reason: RollbackReason };

export type Doubt = 'not-enough-data' | 'suspicious';

export type RollbackReason =
  /** The evidence against the canary has reached the threshold. Most of it comes from this stream. */
  | { readonly kind: 'evidence'; readonly stream: string }
  /** Most of the canary's requests fail while the live slot is fine. */
  | { readonly kind: 'fails-plainly' }
  /** At 100 %, errors have been far above the live slot's last level for three minutes. */
  | { readonly kind: 'fails-alone' };
