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
  if (wait === undefined) throw new NothingWaits(`Nothing of ${service} waits for a word now`);
  const unheard = whyRefused(wait, word);
  if (unheard !== undefined) throw new RequestRejected(unheard);
  const { deploymentId, token, about } = wait;
  // Written first: a word that was acted upon must never be missing.
  await decisions.record(service, { deploymentId, at, who: by, what: say, why: reason });
  const heard = await waiters.answer(token, { say, signal: 'person', by, why: reason });
  if (!heard) throw new NothingWaits(`${service} does not wait any more (${about}): look at it and say it again`);
  // What bakes closes its wait itself; what has been approved or refused waits no more.
  if (wait.kind === 'approval') await waits.close(service, deploymentId);
  return { deploymentId, answered: about };
});

export const handler = step.host({ waits, waiters, decisions });
