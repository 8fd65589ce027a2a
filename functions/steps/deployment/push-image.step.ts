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
  if (pushed === undefined) throw new ImageMissing(`${image.digest} is no longer in ${image.repository}.`);
  if (!restored) await mustPass(image, target.scan, scanner);
  const { standbyRegion } = target;
  if (standbyRegion !== undefined && !(await registry.hasCopy(image, standbyRegion))) {
    throw new CopyUnderWay(
      `${image.label} is not in ${standbyRegion} yet. ECR replicates only images that were pushed after replication was configured; push an older image again under a new tag.`,
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
      `The registry cannot scan ${image.label} (${scan.reason}), and an image that was not scanned is not deployed. Use a base image that ECR can scan, or enable enhanced scanning. To deploy without scans, set scan: { refuse: 'nothing' } in the environment's configuration.`,
    );
  }
  const refused = refusedFindings(scan.findings, policy);
  if (refused.length > 0) {
    throw new FindingsRefused(
      `${image.label} has ${describeFindings(refused)}. Update the affected packages, or accept a finding by name in scan.accepted of the environment's configuration.`,
    );
  }
}

export const handler = step.host({ registry, scanner });
