import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { EnvironmentOf, InputOf, OutputOf, StepContract } from './define-contract.ts';
import { EnvironmentRejected, InputRejected, OutputRejected } from './errors.ts';
import { parse } from './parse.ts';

/** The part of Lambda's context that a step uses. */
interface Invocation {
  readonly awsRequestId: string;
}

/**
 * How each port is answered, from the variables of the function. The compiler refuses a port that is missing, one that
 * the step does not ask, and an answer that needs a variable that the contract does not declare.
 */
export type Answers<C extends StepContract, Ports> = {
  readonly [Name in keyof Ports]: (environment: EnvironmentOf<C>) => Ports[Name];
};

type Run<C extends StepContract, Ports> = (input: InputOf<C>, ports: Ports) => Promise<OutputOf<C>>;

export interface Step<C extends StepContract, Ports> {
  readonly contract: C;
  /** Runs the step with the given ports and checks its input and output. Tests and the simulator call this. */
  call(input: unknown, ports: Ports): Promise<OutputOf<C>>;
  /** The Lambda handler. It creates the ports once for each cold start, from the checked environment. */
  host(answers: Answers<C, Ports>): (event: unknown, invocation: Invocation) => Promise<unknown>;
}

/** A step is environment → input → run → output. It has no effects before environment and input are checked. */
export function defineStep<C extends StepContract, Ports>(contract: C, run: Run<C, Ports>): Step<C, Ports> {
  const call = async (input: unknown, ports: Ports): Promise<OutputOf<C>> => {
    const accepted = parse(contract.input, input, `Input of ${contract.name}`, InputRejected);
    const answer = await run(accepted as InputOf<C>, ports);
    return parse(contract.output, answer, `Output of ${contract.name}`, OutputRejected) as OutputOf<C>;
  };
  return { contract, call, host: (answers) => hostIn(contract, call, answers) };
}

function hostIn<C extends StepContract, Ports>(
  contract: C,
  call: (input: unknown, ports: Ports) => Promise<OutputOf<C>>,
  answers: Answers<C, Ports>,
) {
  const logger = new Logger({ serviceName: contract.name });
  const metrics = new Metrics({ namespace: 'Sluice', serviceName: contract.machine });
  metrics.setDefaultDimensions({ step: contract.name });
  let ports: Ports | undefined;

  return async (event: unknown, invocation: Invocation): Promise<unknown> => {
    logger.appendKeys({
      machine: contract.machine,
      requestId: invocation.awsRequestId,
      deploymentId: deploymentOf(event),
    });
    try {
      ports ??= makePorts(contract, answers);
      const output = await call(event, ports);
      logger.info('step done', { output });
      metrics.addMetric('Done', MetricUnit.Count, 1);
      return output;
    } catch (error) {
      report(logger, metrics, contract, error as Error);
      throw error;
    } finally {
      metrics.publishStoredMetrics();
    }
  };
}

function makePorts<C extends StepContract, Ports>(contract: C, answers: Answers<C, Ports>): Ports {
  const environment = parse(
    contract.environment,
    process.env,
    `Environment of ${contract.name}`,
    EnvironmentRejected,
  ) as EnvironmentOf<C>;
  const names = Object.keys(answers) as (keyof Ports & string)[];
  return Object.fromEntries(names.map((name) => [name, answers[name](environment)])) as Ports;
}

function report(logger: Logger, metrics: Metrics, contract: StepContract, error: Error) {
  const kind = contract.errors[error.name] ?? 'undeclared';
  if (kind === 'not-yet') {
    logger.info('not yet', { reason: error.message, error: error.name });
    metrics.addMetric('NotYet', MetricUnit.Count, 1);
    return;
  }
  logger.error('step failed', { kind, error });
  metrics.addMetric(kind === 'never' ? 'Refused' : 'Failed', MetricUnit.Count, 1);
}

function deploymentOf(event: unknown): string | undefined {
  const plan = (event as { plan?: { deploymentId?: unknown } } | null)?.plan;
  return typeof plan?.deploymentId === 'string' ? plan.deploymentId : undefined;
}
