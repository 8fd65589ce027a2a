import type { HealthAnswer, HealthPolicy } from '#domain/deployment/health-score.ts';

/** Reaches the tasks of a slot past the load balancer's weights. Only a function inside the network can. */
export interface TestRoute {
  /** Asks every endpoint of every address, as often as the policy says. No answer in time is an answer, too. */
  ask(addresses: readonly string[], policy: HealthPolicy): Promise<readonly HealthAnswer[]>;
}
