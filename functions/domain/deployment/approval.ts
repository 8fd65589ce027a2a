import { type Approval, approvals, type Saying, type Wait } from '#domain/ledger/wait.ts';

export interface Word {
  readonly say: Saying | Approval;
  readonly by: string;
  /** Of the image that is meant. */
  readonly digest?: string | undefined;
}

/** Why a person's word is not heard; nothing where it is. */
export function whyRefused({ service, kind, approval }: Wait, { say, by, digest }: Word): string | undefined {
  const isAboutBeginning = approvals.some((one) => one === say);
  if (approval === undefined) {
    return isAboutBeginning ? `${service} waits for no approval now, but in a ${kind}` : undefined;
  }
  if (!isAboutBeginning) return `${service} has not begun yet: say "approve" or "refuse"`;
  if (say === 'refuse') return undefined;
  if (isSame(by, approval.requestedBy)) return `${by} has asked for it: somebody else has to approve it`;
  // A newer request may have taken the place of the one that was looked at.
  return digest === approval.digest
    ? undefined
    : `${service} waits for an approval of ${approval.digest}: name that digest`;
}

const isSame = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();
