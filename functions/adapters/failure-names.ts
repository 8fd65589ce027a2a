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
export function namingFailures<C>(client: C): C {
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
const notNow = /timeout|econn|enotfound|epipe|eai_again|networking/i;

export function renamed(failure: Failure): Error {
  const status = failure.$metadata?.httpStatusCode ?? 0;
  const code = (failure as { code?: unknown }).code;
  if (slowDown.test(failure.name) || failure.$retryable?.throttling === true || status === 429) {
    return new Throttled(`${failure.name}: ${failure.message}`, { cause: failure });
  }
  if (failure.name === 'TransactionCanceledException' && cancelled.test(failure.message)) {
    return new Unavailable(`${failure.name}: ${failure.message}`, { cause: failure });
  }
  if (status >= 500 || notNow.test(failure.name) || (typeof code === 'string' && notNow.test(code))) {
    return new Unavailable(`${failure.name}: ${failure.message}`, { cause: failure });
  }
  return failure;
}
