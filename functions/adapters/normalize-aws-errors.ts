import { Throttled, Unavailable } from '#domain/errors.ts';

interface Failure extends Error {
  readonly $retryable?: { readonly throttling?: boolean };
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** What the middleware stack of any client of the SDK offers, as far as it is used here. */
interface Client {
  readonly middlewareStack: {
    add(
      middleware: (next: (args: never) => Promise<never>) => (args: never) => Promise<never>,
      options: { step: 'initialize'; name: string },
    ): void;
  };
}

/**
 * Each service has its own words for "slow down" and "not now". Definitions know two, so that one retrier serves
 * every call; any other failure keeps its name.
 */
export function normalizeAwsErrors<C>(client: C): C {
  (client as Client).middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        throw renamed(error as Failure);
      }
    },
    { step: 'initialize', name: 'nameFailures' },
  );
  return client;
}

/** A transaction that met another one, or too much traffic: its name tells neither. */
const cancelled = /TransactionConflict|ThrottlingError|ProvisionedThroughputExceeded/;
const slowDown = /throttl|toomanyrequests|requestlimitexceeded|slowdown|provisionedthroughputexceeded/i;
const notNow = /^(TimeoutError|NetworkingError|RequestTimeout|ServiceUnavailable)/;
/** Of a connection that did not come about or broke. */
const noConnection = /^(ECONN|ENOTFOUND|EPIPE|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH)/;

export function renamed(failure: Failure): Error {
  const words = `${failure.name}: ${failure.message}`;
  if (asksToSlowDown(failure)) return new Throttled(words, { cause: failure });
  if (isNotNow(failure)) return new Unavailable(words, { cause: failure });
  return failure;
}

const asksToSlowDown = ({ name, $retryable, $metadata }: Failure): boolean =>
  slowDown.test(name) || $retryable?.throttling === true || $metadata?.httpStatusCode === 429;

function isNotNow({ name, message, $metadata, ...rest }: Failure): boolean {
  const code = 'code' in rest ? String(rest.code) : '';
  const metAnother = name === 'TransactionCanceledException' && cancelled.test(message);
  return metAnother || ($metadata?.httpStatusCode ?? 0) >= 500 || notNow.test(name) || noConnection.test(code);
}
