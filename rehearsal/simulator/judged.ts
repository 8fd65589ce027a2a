import { minuteMs, startOfMinute } from '#domain/canary/measured-minute.ts';
import type { Decision as KeptDecision } from '#ports/decisions.ts';
import type { Decision, JudgeLook } from '../record.ts';
import type { SimulatedRun } from './simulate.ts';

/** What was decided while versions took traffic, from the ledger. */
export const shiftDecisionsOf = (run: SimulatedRun): Decision[] =>
  keptDecisions(run).map(({ at, who, what, why }) => ({
    elapsedSeconds: elapsed(run, Date.parse(at)),
    who,
    what: moveWords[what] ?? what,
    why,
  }));

const moveWords: Readonly<Record<string, string>> = {
  shift: 'goes on',
  bake: 'stays',
  hold: 'holds, and asks a person',
  complete: 'promotes',
  reject: 'rolls back',
};

/** Look by look what the judge saw; of the last version that was judged where there were several. */
export function looksOf(run: SimulatedRun): JudgeLook[] {
  const judged = keptDecisions(run).filter(({ series }) => series !== undefined && series.length > 0);
  const last = judged.at(-1);
  if (last?.series === undefined) return [];
  const its = judged.filter(({ deploymentId }) => deploymentId === last.deploymentId);
  const words = new Map(its.map(({ series, why }) => [series?.at(-1)?.minute, why]));
  const start = startOfShift(run, last.deploymentId);
  return last.series.map((look) => ({
    ...look,
    elapsedSeconds: elapsed(run, start + (look.minute + 1) * minuteMs),
    explanation: words.get(look.minute) ?? '',
  }));
}

function keptDecisions({ account: { world } }: SimulatedRun): KeptDecision[] {
  const { service } = world.service.target;
  return world.table.deployments(service).flatMap(({ deploymentId }) => world.table.decisions(service, deploymentId));
}

/** The judge counts minutes from that in which the new version got its first share. */
function startOfShift({ account: { world } }: SimulatedRun, deploymentId: string): number {
  const { entry, progress } = world.table.deployment(world.service.target.service, deploymentId);
  const began = Date.parse(entry?.startedAt ?? '');
  const to = progress.plan?.shift.to ?? 'blue';
  const first = world.observations.find(
    ({ elapsedSeconds, weights }) => world.startedAt + 1000 * elapsedSeconds >= began && weights[to] > 0,
  );
  return startOfMinute(world.startedAt + 1000 * (first?.elapsedSeconds ?? 0));
}

const elapsed = ({ account: { world } }: SimulatedRun, at: number): number => (at - world.startedAt) / 1000;
