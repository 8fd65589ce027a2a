import type { SeededRandom } from '../random.ts';

/** How slow the simulated account is. The figures are those of Fargate behind a load balancer with short health checks. */
export interface Knobs {
  /** From the request for a task until its process listens; each task draws its own. */
  readonly taskStartSeconds: readonly [least: number, most: number];
  readonly healthCheckSeconds: number;
  /** Failed checks in a row after which a target is unhealthy. */
  readonly unhealthyAfter: number;
  /** From leaving the load balancer until a task is gone. */
  readonly drainSeconds: number;
  /** From the request until the load balancer uses new weights. */
  readonly weightSeconds: readonly [least: number, most: number];
  /** From a push until the registry's scan is complete, and until the standby region has its copy. */
  readonly scanSeconds: number;
  readonly copySeconds: number;
  /** One call of an AWS service. */
  readonly callSeconds: readonly [least: number, most: number];
  /** From the end of a minute until its metrics can be read. */
  readonly metricLagSeconds: number;
}

/** Some accounts are quick and some are slow: the seed decides which one this is. */
export function drawKnobs(random: SeededRandom): Knobs {
  const taskStart = random.integer(8, 30);
  return {
    taskStartSeconds: [taskStart, taskStart + random.integer(0, 15)],
    healthCheckSeconds: random.integer(5, 10),
    unhealthyAfter: random.integer(2, 3),
    drainSeconds: random.integer(5, 30),
    weightSeconds: [0, random.integer(0, 3)],
    callSeconds: [0.01, 0.05 + random.next() * 0.2],
    scanSeconds: random.integer(5, 60),
    copySeconds: random.integer(0, 60),
    metricLagSeconds: random.integer(20, 90),
  };
}

export const between = (random: SeededRandom, [least, most]: readonly [number, number]): number =>
  least + random.next() * (most - least);
