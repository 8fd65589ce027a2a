import * as aws from '#adapters/aws-clients.ts';
import { DynamoDeploymentLock } from '#adapters/ledger/dynamo-deployment-lock.ts';
import { SfnExecutions } from '#adapters/workflows/sfn-executions.ts';
import { SsmServiceCatalogue } from '#adapters/compute/ssm-service-catalogue.ts';
import { findAbandoned, type Holding } from '#domain/rollback/abandonment.ts';
import type { DeploymentLock, LockKind } from '#ports/ledger/deployment-lock.ts';
import type { Executions } from '#ports/workflows/executions.ts';
import type { ServiceCatalogue } from '#ports/compute/service-catalogue.ts';
import { defineStep } from '#runtime/define-step.ts';
import { ServiceTargetSchema } from '#wire/service-target.ts';
import { contract } from './find-abandoned.contract.ts';

interface Ports {
  catalogue: ServiceCatalogue;
  lock: DeploymentLock;
  executions: Executions;
  now: () => Date;
}

/** The primary monitor restarts failovers, and the off-hours function is retried until it has released its locks. */
const looksAfterItself: ReadonlySet<LockKind> = new Set(['failover', 'off-hours']);

export const step = defineStep(contract, async (_, { catalogue, lock, executions, now }: Ports) => {
  const holdings: Holding[] = [];
  for (const service of await catalogue.names()) {
    const holder = await lock.holder(service);
    if (holder === undefined || looksAfterItself.has(holder.kind)) continue;
    const executionRuns = await executions.isRunning(holder.execution);
    const failureDetails = executionRuns ? undefined : await executions.failureOf(holder.execution);
    holdings.push({ service, ...holder, executionRuns, failureDetails });
  }
  return [...findAbandoned(holdings, now())];
});

export const handler = step.host((environment) => ({
  catalogue: new SsmServiceCatalogue(aws.parameters(), environment.SERVICE_CATALOGUE, (value) =>
    ServiceTargetSchema.parse(value),
  ),
  lock: new DynamoDeploymentLock(aws.dynamodb(), environment.LEDGER_TABLE),
  executions: new SfnExecutions(aws.executions()),
  now: () => new Date(),
}));
