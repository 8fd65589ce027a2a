import * as aws from '#adapters/aws-clients.ts';
import { SsmServiceCatalogue } from '#adapters/ssm-service-catalogue.ts';
import { deploymentId } from '#domain/deployment-id.ts';
import { RequestRejected } from '#domain/errors.ts';
import type { ServiceCatalogue } from '#ports/service-catalogue.ts';
import { defineStep } from '#runtime/define-step.ts';
import { parse } from '#runtime/parse.ts';
import { DeploymentRequestSchema, unwrap } from '#wire/deployment-request.ts';
import { ServiceTargetSchema } from '#wire/service-target.ts';
import { contract } from './validate-configuration.contract.ts';

export const step = defineStep(contract, async (input, ports: { catalogue: ServiceCatalogue }) => {
  const envelope = unwrap(input.request);
  const request = parse(DeploymentRequestSchema, envelope.request, 'Deployment request', RequestRejected);
  const target = await ports.catalogue.find(request.service);
  if (target === undefined) throw new RequestRejected(await unknownService(request.service, ports.catalogue));
  return {
    deploymentId: deploymentId(request.service, input.execution.startedAt, input.execution.name),
    requestId: envelope.eventId ?? input.execution.name,
    target,
    image: request.image,
    steps: (request.strategy ?? target.strategy).steps,
    onBusy: request.onBusy,
    requestedBy: request.requestedBy,
    reason: request.reason,
  };
});

async function unknownService(service: string, catalogue: ServiceCatalogue): Promise<string> {
  const known = await catalogue.names();
  const which = known.length === 0 ? 'no service is deployed here yet' : `known here: ${known.join(', ')}`;
  return `Deployment request: service: there is no service "${service}" in this environment; ${which}`;
}

export const handler = step.host((environment) => ({
  catalogue: new SsmServiceCatalogue(aws.parameters(), environment.SERVICE_CATALOGUE, (value) =>
    ServiceTargetSchema.parse(value),
  ),
}));
