import { catalogue, results, tasks, testRoute } from '#adapters/answers.ts';
import { type Probe, probesOf } from '#domain/deployment/probe.ts';
import { healthScore } from '#domain/deployment/health-score.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import { answersRequests } from '#domain/deployment/traffic.ts';
import { slots } from '#domain/slots/slot.ts';
import type { ProbeResult, ProbeResults } from '#ports/metrics/probe-results.ts';
import type { RegisteredTasks } from '#ports/traffic/registered-tasks.ts';
import type { ServiceCatalogue } from '#ports/compute/service-catalogue.ts';
import type { TestRoute } from '#ports/traffic/test-route.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './probe-health.contract.ts';

interface Ports {
  catalogue: ServiceCatalogue;
  tasks: RegisteredTasks;
  testRoute: TestRoute;
  results: ProbeResults;
}

export const watcher = defineStep(contract, async (_, { catalogue, results, ...ways }: Ports) => {
  const targets = await Promise.all((await catalogue.names()).map((name) => catalogue.find(name)));
  const probed = await Promise.all(
    targets.flatMap((target) =>
      target === undefined || !answersRequests(target) ? [] : slots.map((slot) => probe(target, slot, ways)),
    ),
  );
  const answered = probed.filter((result) => result !== undefined);
  for (const result of answered) results.tell(result);
  return { probed: answered.map(({ service, slot }) => `${service} on ${slot}`) };
});

/** Undefined for a slot without tasks, which cannot be probed. Other alarms detect missing tasks. */
async function probe(
  target: ServiceTarget,
  slot: ProbeResult['slot'],
  { tasks, testRoute }: Pick<Ports, 'tasks' | 'testRoute'>,
): Promise<ProbeResult | undefined> {
  const addresses = await tasks.addresses(target, slot);
  if (addresses.length === 0) return undefined;
  const ask = async ({ check, endpoints }: Probe) => ({
    check,
    answers: await testRoute.ask(addresses, { ...target.health, endpoints }),
  });
  const asked = await Promise.all(probesOf(target.health).map(ask));
  const { service, environment } = target;
  return {
    service,
    environment,
    slot,
    score: healthScore(asked.flatMap(({ answers }) => answers)),
    checks: asked.map(({ check, answers }) => ({ check, score: healthScore(answers) })),
  };
}

export const handler = watcher.host({ catalogue, tasks, testRoute, results });
