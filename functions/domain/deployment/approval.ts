import { type Approval, approvals, type Saying, type Wait } from '#domain/ledger/wait.ts';

export interface Word {
  readonly say: Saying | Approval;
  readonly by: string;
  /** The digest of the image that the decision is about. */
  readonly digest?: string | undefined;
}

/** Why a person's decision is refused; undefined if it is accepted. */
export function whyRefused({ service, kind, approval }: Wait, { say, by, digest }: Word): string | undefined {
  const isAboutBeginning = approvals.some((one) => one === say);
  if (approval === undefined) {
    return isAboutBeginning ? `${service} is not waiting for an approval, but in a ${kind}` : undefined;
  }
  if (!isAboutBeginning) return `${service} has not started yet; send "approve" or "refuse"`;
  if (say === 'refuse') return undefined;
  if (isSame(by, approval.requestedBy)) return `${by} requested this deployment; another person must approve it`;
  // The deployment that the person looked at may have been replaced by a newer request.
  return digest === approval.digest
    ? undefined
    : `${service} is waiting for an approval of ${approval.digest}; include that digest`;
}

const isSame = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();
