import { Agent, request } from 'node:http';
import type { Answer, NoAnswer } from './answer.ts';

/** Where to connect to, and what to call it: no name of a load balancer resolves on this machine. */
export interface Destination {
  readonly host: string;
  readonly port: number;
  readonly hostHeader: string;
  /** Where a name led to: an address of the cloud, reached through its one port. */
  readonly address?: string;
  /** The label of answers from there. */
  readonly place?: string;
}

export interface TrafficOptions {
  /** The local cloud's endpoint, with the path to request. */
  readonly url: string;
  /** The load balancer's DNS name. */
  readonly host: string;
  readonly requestsPerSecond: number;
  readonly timeoutMs?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Called for every request, as a client queries DNS; without it, every request goes to `host`. */
  readonly resolve?: () => Destination;
}

export interface Traffic {
  /** What has been answered so far, in the order of the answers. */
  answers(): readonly Answer[];
  /** Sends no more requests and waits for the outstanding answers. */
  stop(): Promise<readonly Answer[]>;
}

const DEFAULT_TIMEOUT_MS = 5_000;
/** How often the clock is compared with the plan. At 200 a second two requests are due each time. */
const TICK_MS = 10;
/** Closes idle connections before the server does: a request on a closing one would count as broken. */
const IDLE_CONNECTION_MS = 3_000;

/**
 * Sends requests at a steady rate whether or not they are answered, as users do. A generator that waits for answers
 * would spare a slow version its load and hide how slow it is.
 */
export function startTraffic(options: TrafficOptions): Traffic {
  const answers: Answer[] = [];
  const waiting = new Set<Promise<void>>();
  const agent = new Agent({ keepAlive: true, timeout: IDLE_CONNECTION_MS });
  const resolve = options.resolve ?? (() => destinationOf(options));
  const path = new URL(options.url).pathname;
  const startedAt = performance.now();
  let sent = 0;

  const sendDue = (): void => {
    const due = Math.floor(((performance.now() - startedAt) / 1000) * options.requestsPerSecond);
    for (; sent < due; sent++) {
      const answered = ask(resolve(), path, options, agent).then((answer) => {
        answers.push(answer);
        waiting.delete(answered);
      });
      waiting.add(answered);
    }
  };
  const timer = setInterval(sendDue, TICK_MS);

  return {
    answers: () => answers,
    async stop() {
      clearInterval(timer);
      await Promise.all(waiting);
      agent.destroy();
      return answers;
    },
  };
}

function destinationOf({ url, host }: TrafficOptions): Destination {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port || 80), hostHeader: host };
}

function ask(to: Destination, path: string, options: TrafficOptions, agent: Agent): Promise<Answer> {
  const at = Date.now();
  const started = performance.now();
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  return new Promise((settle) => {
    // Every browser and HTTP library sends one, and AWS's firewall rules refuse a request without.
    const headers = { 'user-agent': 'sluice-rehearsal', ...options.headers, host: to.hostHeader };
    const line = to.address === undefined ? path : `http://${to.address}${path}`;
    const sent = request({ host: to.host, port: to.port, path: line, headers, agent });
    const end = (outcome: number | NoAnswer, version?: string): void => {
      clearTimeout(timeout);
      const by =
        version === undefined ? {} : { version: to.place === undefined ? version : `${version} in ${to.place}` };
      settle({ at, latencyMs: performance.now() - started, outcome, ...by });
    };
    const timeout = setTimeout(() => {
      end('timed-out');
      sent.destroy();
    }, timeoutMs);
    sent.on('response', (response) => {
      const version = response.headers['x-version'];
      response.on('end', () => end(response.statusCode ?? 0, typeof version === 'string' ? version : undefined));
      response.on('error', () => end('broken'));
      response.resume();
    });
    // A later settle does nothing: a request that timed out stays timed out.
    sent.on('error', (error: NodeJS.ErrnoException) => end(error.code === 'ECONNREFUSED' ? 'refused' : 'broken'));
    sent.end();
  });
}
