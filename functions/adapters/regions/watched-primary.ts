import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { type Answer, probeOf, probeUserAgent, probeVote } from '#domain/failover/probe-vote.ts';
import type { PrimarySetting } from '#domain/failover/settings.ts';
import type { Opinion, Vote } from '#domain/failover/vote.ts';
import type { PrimarySignals } from '#ports/regions/primary-signals.ts';
import { addressesOf, textsOf } from './dns-lookup.ts';

/** A region that is blocked answers nothing at all: after this long it counts as no answer. */
const answersWithinMs = 2000;

/** The standby's own probes, and what Route 53's checkers in many places see. Neither is a service of the primary region. */
export const watchedPrimary = (setting: PrimarySetting): PrimarySignals => ({
  votes: () => Promise.all([fromProbes(setting), fromCheckers(setting)]),
});

async function fromProbes({ name, domain, scheme, endpoints }: PrimarySetting): Promise<Vote> {
  const addresses = await addressesOf(name).catch(() => []);
  const probes = endpoints.map(async (endpoint) => {
    const asked = addresses.map((address) => answerOf({ scheme, address, domain, endpoint }));
    return probeOf(endpoint, asked.length > 0 ? await Promise.all(asked) : [`${name} leads nowhere`]);
  });
  return probeVote(await Promise.all(probes), new Date().toISOString());
}

const answerOf = (question: Question): Promise<Answer> =>
  ask(question).catch((error: unknown) => (error as Error).message);

interface Question {
  readonly scheme: PrimarySetting['scheme'];
  readonly address: string;
  readonly domain: string;
  readonly endpoint: string;
}

/** To the address, but as the domain: so that rules and certificates are the ones that users meet. */
function ask({ scheme, address, domain, endpoint }: Question): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const send = scheme === 'https' ? overHttps : overHttp;
  const options = {
    host: address,
    path: endpoint,
    // AWS's firewall rules refuse a request without one (NoUserAgent_HEADER), and a rule of the user's may let it pass.
    headers: { host: domain, 'user-agent': probeUserAgent },
    signal: AbortSignal.timeout(answersWithinMs),
    ...(scheme === 'https' && { servername: domain }),
  };
  const sent = send(options, (response) => {
    response.resume();
    resolve(response.statusCode ?? 0);
  });
  sent.on('error', reject).end();
  return promise;
}

/**
 * Route 53's API lives in us-east-1, its answers live everywhere. So its view of the primary is read as an answer: a
 * failover pair of TXT records whose first one hangs on the health check of the primary's endpoint.
 */
async function fromCheckers({ checkers }: PrimarySetting): Promise<Vote> {
  const vote = (opinion: Opinion, why: string): Vote => ({
    source: 'the checkers of Route 53',
    opinion,
    at: new Date().toISOString(),
    why,
  });
  try {
    const [text] = await textsOf(checkers);
    if (text === 'healthy' || text === 'unhealthy') return vote(text, `${checkers} says ${text}`);
    return vote('unknown', `${checkers} says ${text ?? 'nothing'}`);
  } catch (error) {
    return vote('unknown', `${checkers} could not be asked: ${(error as Error).message}`);
  }
}
