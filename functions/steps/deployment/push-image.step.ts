import { registry, scanner } from '#adapters/answers.ts';
import { CopyUnderWay, FindingsRefused, ImageMissing, ScanImpossible, ScanUnderWay } from '#domain/errors.ts';
import type { Image } from '#domain/images/release.ts';
import { describeFindings, refusedFindings, type ScanPolicy } from '#domain/images/scan-gate.ts';
import type { ImageRegistry } from '#ports/images/image-registry.ts';
import type { ImageScanner } from '#ports/images/image-scanner.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './push-image.contract.ts';

interface Ports {
  registry: ImageRegistry;
  scanner: ImageScanner;
}

export const step = defineStep(contract, async ({ target, image, restored }, { registry, scanner }: Ports) => {
  const pushed = await registry.find(image.repository, image.digest);
  if (pushed === undefined) throw new ImageMissing(`${image.digest} is not in ${image.repository} any more.`);
  if (!restored) await mustPass(image, target.scan, scanner);
  const { standbyRegion } = target;
  if (standbyRegion !== undefined && !(await registry.hasCopy(image, standbyRegion))) {
    throw new CopyUnderWay(
      `${image.label} is not in ${standbyRegion} yet. ECR copies what is pushed after its replication was set up: an older image has to be pushed again under a new tag.`,
    );
  }
  return { ...pushed, label: image.label };
});

async function mustPass(image: Image, policy: ScanPolicy, scanner: ImageScanner): Promise<void> {
  if (policy.refuse === 'nothing') return;
  const scan = await scanner.scan(image);
  if (scan.kind === 'under-way') throw new ScanUnderWay(`The registry has not finished its scan of ${image.label}.`);
  if (scan.kind === 'impossible') {
    throw new ScanImpossible(
      `The registry cannot scan ${image.label} (${scan.reason}), and not measured is never passed. Build it on a base image that ECR can scan, or turn on enhanced scanning; scan: { refuse: 'nothing' } in the environment's configuration gives the gate up.`,
    );
  }
  const refused = refusedFindings(scan.findings, policy);
  if (refused.length > 0) {
    throw new FindingsRefused(
      `${image.label} has ${describeFindings(refused)}. Update what they are in, or accept a finding by name in scan.accepted of the environment's configuration.`,
    );
  }
}

export const handler = step.host({ registry, scanner });
