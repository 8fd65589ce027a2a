import {
  DescribeImageScanFindingsCommand,
  type DescribeImageScanFindingsCommandOutput,
  type ECRClient,
  type EnhancedImageScanFinding,
  type ImageScanFinding,
  LimitExceededException,
  ScanNotFoundException,
  type ScanStatus,
  StartImageScanCommand,
  UnsupportedImageTypeException,
  ValidationException,
} from '@aws-sdk/client-ecr';
import type { Image } from '#domain/images/release.ts';
import type { Finding, Scan } from '#domain/images/scan-gate.ts';
import type { ImageScanner } from '#ports/images/image-scanner.ts';

/** `ACTIVE` is the answer of a registry that goes on scanning whenever a new vulnerability becomes known. */
const complete: readonly (ScanStatus | undefined)[] = ['COMPLETE', 'ACTIVE'];
const underWay: readonly (ScanStatus | undefined)[] = ['IN_PROGRESS', 'PENDING'];

export class EcrImageScanner implements ImageScanner {
  readonly #client: ECRClient;

  constructor(client: ECRClient) {
    this.#client = client;
  }

  async scan({ repository, digest }: Image): Promise<Scan> {
    const image = { repositoryName: repository, imageId: { imageDigest: digest } };
    try {
      const first = await this.#page(image);
      const { status, description } = first.imageScanStatus ?? {};
      if (underWay.includes(status)) return { kind: 'under-way' };
      if (!complete.includes(status))
        return impossible(`${status ?? 'no status'}: ${description ?? 'no reason given'}`);
      return { kind: 'complete', findings: await this.#allOf(image, first) };
    } catch (error) {
      if (error instanceof ScanNotFoundException) return this.#begin(image);
      throw error;
    }
  }

  #page(image: ScannedImage, nextToken?: string): Promise<DescribeImageScanFindingsCommandOutput> {
    return this.#client.send(new DescribeImageScanFindingsCommand({ ...image, nextToken, maxResults: 1000 }));
  }

  async #allOf(image: ScannedImage, first: DescribeImageScanFindingsCommandOutput): Promise<readonly Finding[]> {
    const findings = findingsIn(first);
    for (let { nextToken } = first; nextToken !== undefined;) {
      const page = await this.#page(image, nextToken);
      findings.push(...findingsIn(page));
      nextToken = page.nextToken;
    }
    return findings;
  }

  async #begin(image: ScannedImage): Promise<Scan> {
    try {
      await this.#client.send(new StartImageScanCommand(image));
      return { kind: 'under-way' };
    } catch (error) {
      // Another call began it at the same moment.
      if (error instanceof LimitExceededException) return { kind: 'under-way' };
      if (error instanceof UnsupportedImageTypeException || error instanceof ValidationException)
        return impossible(error.message);
      throw error;
    }
  }
}

interface ScannedImage {
  readonly repositoryName: string;
  readonly imageId: { readonly imageDigest: string };
}

const impossible = (reason: string): Scan => ({ kind: 'impossible', reason });

/** Basic and enhanced scanning answer in different words. */
function findingsIn({ imageScanFindings }: DescribeImageScanFindingsCommandOutput): Finding[] {
  const { findings = [], enhancedFindings = [] } = imageScanFindings ?? {};
  return [...findings.map(ofBasicScan), ...enhancedFindings.map(ofEnhancedScan)];
}

function ofBasicScan({ name = 'unnamed', severity = 'UNDEFINED', attributes = [] }: ImageScanFinding): Finding {
  return withPackage({ name, severity }, attributes.find(({ key }) => key === 'package_name')?.value);
}

function ofEnhancedScan({ title, severity = 'UNTRIAGED', packageVulnerabilityDetails }: EnhancedImageScanFinding) {
  const { vulnerabilityId, vulnerablePackages = [] } = packageVulnerabilityDetails ?? {};
  return withPackage({ name: vulnerabilityId ?? title ?? 'unnamed', severity }, vulnerablePackages[0]?.name);
}

const withPackage = (finding: Finding, inside: string | undefined): Finding =>
  inside === undefined ? finding : { ...finding, package: inside };
