import type { Decision as KeptDecision } from '#domain/ledger/decision.ts';
import { decisionOf, looksIn } from '../play/judged-shift.ts';
import type { Decision, JudgeLook } from '../record.ts';
import type { SimulatedRun } from './simulate.ts';

/** What was decided while versions took traffic, from the ledger. */
export const shiftDecisionsOf = (run: SimulatedRun): Decision[] =>
  keptDecisions(run).map((kept) => decisionOf(kept, (at) => elapsed(run, at)));

export const looksOf = (run: SimulatedRun): JudgeLook[] =>
  looksIn(
    keptDecisions(run),
    (deploymentId) => firstShareOf(run, deploymentId),
    (at) => elapsed(run, at),
  );

function keptDecisions({ account: { world } }: SimulatedRun): KeptDecision[] {
  const { service } = world.service.target;
  return world.table.deployments(service).flatMap(({ deploymentId }) => world.table.decisions(service, deploymentId));
}

function firstShareOf({ account: { world } }: SimulatedRun, deploymentId: string): number {
  const { entry, progress } = world.table.deployment(world.service.target.service, deploymentId);
  const began = Date.parse(entry?.startedAt ?? '');
  const to = progress.plan?.shift.to ?? 'blue';
  const first = world.observations.find(
    ({ elapsedSeconds, weights }) => world.startedAt + 1000 * elapsedSeconds >= began && weights[to] > 0,
  );
  return world.startedAt + 1000 * (first?.elapsedSeconds ?? 0);
}

const elapsed = ({ account: { world } }: SimulatedRun, at: number): number => (at - world.startedAt) / 1000;
