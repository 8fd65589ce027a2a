import { get } from 'node:http';
import type { HealthAnswer, HealthPolicy } from '#domain/deployment/health-score.ts';
import type { TestRoute } from '#ports/traffic/test-route.ts';

/**
 * Straight to the task's own address, as the load balancer goes. Plain HTTP, because the load balancer ends TLS and the
 * task speaks none; the request never leaves the private subnets, and the tasks' security group admits only the load
 * balancer and this function.
 */
export class HttpTestRoute implements TestRoute {
  async ask(addresses: readonly string[], policy: HealthPolicy): Promise<readonly HealthAnswer[]> {
    const asked = addresses.flatMap((address) =>
      policy.endpoints.map((endpoint) => askAgainAndAgain(address, endpoint, policy)),
    );
    return (await Promise.all(asked)).flat();
  }
}

/** One after the other, so that a task is not tested with a flood. */
async function askAgainAndAgain(address: string, endpoint: string, policy: HealthPolicy): Promise<HealthAnswer[]> {
  const answers: HealthAnswer[] = [];
  while (answers.length < policy.tries) answers.push(await askOnce(address, endpoint, policy.timeoutSeconds));
  return answers;
}

/** Not `fetch`, which refuses some ports that a service may well listen on. */
const askOnce = (address: string, endpoint: string, timeoutSeconds: number): Promise<HealthAnswer> =>
  new Promise((resolve) => {
    const signal = AbortSignal.timeout(timeoutSeconds * 1000);
    get(`http://${address}${endpoint}`, { signal, agent: false }, (answer) => {
      answer.resume();
      resolve({ endpoint, status: answer.statusCode ?? 0 });
    }).on('error', (error: NodeJS.ErrnoException) => {
      resolve({
        endpoint,
        problem: signal.aborted ? `nothing within ${timeoutSeconds} s` : (error.code ?? error.message),
      });
    });
  });
