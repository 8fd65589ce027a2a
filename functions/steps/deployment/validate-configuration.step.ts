import { catalogue, history, ledger } from '#adapters/answers.ts';
import { deploymentId } from '#domain/deployment/deployment-id.ts';
import { RequestRejected } from '#domain/errors.ts';
import { imageToRestore, type Restored, restoreStrategy } from '#domain/deployment/restore.ts';
import type { History } from '#ports/ledger/history.ts';
import type { Ledger } from '#ports/ledger/ledger.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import { divides } from '#domain/deployment/traffic.ts';
import { type Strategy, withWish } from '#domain/strategy/strategy.ts';
import type { ServiceCatalogue } from '#ports/compute/service-catalogue.ts';
import { defineStep } from '#runtime/define-step.ts';
import { parse } from '#runtime/parse.ts';
import { type DeploymentRequest, DeploymentRequestSchema, unwrap } from '#wire/deployment-request.ts';
import { contract } from './validate-configuration.contract.ts';

interface Ports {
  catalogue: ServiceCatalogue;
  ledger: Ledger;
  history: History;
}

export const step = defineStep(contract, async (input, ports: Ports) => {
  const envelope = unwrap(input.request);
  const request = parse(DeploymentRequestSchema, envelope.request, 'Deployment request', RequestRejected);
  const { service, onBusy, dryRun, commit, requestedBy, reason } = request;
  const target = await ports.catalogue.find(service);
  if (target === undefined) throw rejected('service', await unknownService(service, ports.catalogue));
  return {
    deploymentId: deploymentId(service, input.execution.startedAt, input.execution.name),
    requestId: envelope.eventId ?? input.execution.name,
    target,
    ...(request.restore === undefined
      ? { ...imageOf(request, target), strategy: strategyOf(request, target) }
      : restoring(await releaseOf(request, ports))),
    ...{ onBusy, dryRun, commit, requestedBy, reason },
  };
});

/** An image that is built from a commit has the commit as its tag. */
function imageOf({ image = '', build }: DeploymentRequest, { service, buildProject }: ServiceTarget) {
  if (build === undefined) return { image, fromSource: false };
  if (buildProject !== undefined) return { image: build.commit, fromSource: true };
  throw rejected('build', `${service} has no image.build in its configuration; add it, or request an existing image`);
}

const restoring = (restored: Restored) => ({
  image: imageToRestore(restored),
  fromSource: false,
  strategy: restoreStrategy,
  restores: restored.deploymentId,
});

function strategyOf({ strategy }: DeploymentRequest, target: ServiceTarget): Strategy {
  const chosen = withWish(target.strategy, strategy ?? {});
  if (!divides(target) && chosen.steps.some(({ weight }) => weight < 100)) {
    throw rejected('strategy', 'a worker has no traffic to split; use one step with weight 100');
  }
  return chosen;
}

async function releaseOf({ service, restore }: DeploymentRequest, { ledger, history }: Ports): Promise<Restored> {
  if (typeof restore === 'string') {
    const found = await history.find(service, restore);
    if (found?.release === undefined || found.ended?.outcome !== 'succeeded') {
      throw rejected('restore', `${restore} is not a successful deployment of ${service}`);
    }
    return { deploymentId: restore, release: found.release };
  }
  const previous = (await ledger.state(service))?.previous;
  if (previous === undefined) throw rejected('restore', `${service} has no earlier release to restore`);
  return previous;
}

const rejected = (field: string, words: string) => new RequestRejected(`Deployment request: ${field}: ${words}`);

async function unknownService(service: string, catalogue: ServiceCatalogue): Promise<string> {
  const known = await catalogue.names();
  const which = known.length === 0 ? 'no service is deployed here yet' : `the services are: ${known.join(', ')}`;
  return `there is no service "${service}" in this environment; ${which}`;
}

export const handler = step.host({ catalogue, ledger, history });
