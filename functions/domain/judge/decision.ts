export type Decision =
  /** Within a step: nothing speaks against going on. */
  | { readonly decision: 'continue' }
  /** At a step's end: the next weight. */
  | { readonly decision: 'advance' }
  /** At the end of the last step: the canary is the new live slot. */
  | { readonly decision: 'promote' }
  /** At a step's end: stay another minute. */
  | { readonly decision: 'extend'; readonly reason: Doubt }
  /** The minutes for that are used up; a person decides, or what the preset says. */
  | { readonly decision: 'inconclusive'; readonly reason: Doubt }
  | { readonly decision: 'rollback'; readonly reason: RollbackReason };

export type Doubt = 'not-enough-data' | 'suspicious';

export type RollbackReason =
  /** The evidence against the canary reached the line; most of it from this stream. */
  | { readonly kind: 'evidence'; readonly stream: string }
  /** Most of its requests fail while the live slot is fine. */
  | { readonly kind: 'fails-plainly' }
  /** At 100 %, far beyond what the live slot last showed, for three minutes. */
  | { readonly kind: 'fails-alone' };
