import { decisions, waiters, waits } from '#adapters/answers.ts';
import { whyRefused } from '#domain/deployment/approval.ts';
import { NothingWaits, RequestRejected } from '#domain/errors.ts';
import type { Decisions } from '#ports/ledger/decisions.ts';
import type { OpenWaits } from '#ports/ledger/open-waits.ts';
import type { Waiters } from '#ports/workflows/waiters.ts';
import { defineStep } from '#runtime/define-step.ts';
import { parse } from '#runtime/parse.ts';
import { InterventionSchema } from '#wire/intervention.ts';
import { contract } from './answer-wait.contract.ts';

interface Ports {
  waits: OpenWaits;
  waiters: Waiters;
  decisions: Decisions;
}

export const step = defineStep(contract, async ({ request, at }, { waits, waiters, decisions }: Ports) => {
  const word = parse(InterventionSchema, request, 'Intervention', RequestRejected);
  const { service, say, by, reason } = word;
  const wait = await waits.find(service);
  if (wait === undefined) throw new NothingWaits(`${service} is not waiting for a command`);
  const refusal = whyRefused(wait, word);
  if (refusal !== undefined) throw new RequestRejected(refusal);
  const { deploymentId, token, about } = wait;
  // Recorded first: a command that took effect must never be missing from the ledger.
  await decisions.record(service, { deploymentId, at, who: by, what: say, why: reason });
  const accepted = await waiters.answer(token, { say, signal: 'person', by, why: reason });
  if (!accepted)
    throw new NothingWaits(`${service} is no longer waiting (${about}); check its state and send the command again`);
  // A bake closes its own wait. An approval is closed here.
  if (wait.kind === 'approval') await waits.close(service, deploymentId);
  return { deploymentId, answered: about };
});

export const handler = step.host({ waits, waiters, decisions });
