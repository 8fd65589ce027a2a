import type { HealthAnswer, HealthPolicy } from '#domain/deployment/health-score.ts';
import type { TestRoute } from '#ports/traffic/test-route.ts';
import { healthStatus } from '../../../sample-service/behavior.ts';
import type { Task } from '../compute/task.ts';

/** Asks the code of the sample service itself what each task would answer. */
export class SimulatedTestRoute implements TestRoute {
  readonly #taskAt: (address: string) => Task | undefined;

  constructor(taskAt: (address: string) => Task | undefined) {
    this.#taskAt = taskAt;
  }

  async ask(addresses: readonly string[], { endpoints, tries }: HealthPolicy): Promise<readonly HealthAnswer[]> {
    return addresses.flatMap((address) =>
      endpoints.flatMap((endpoint) => {
        const task = this.#taskAt(address);
        const answer = task ? { status: healthStatus(task.behavior, endpoint) } : { problem: 'ECONNREFUSED' };
        return Array.from({ length: tries }, () => ({ endpoint, ...answer }));
      }),
    );
  }
}
