import { Stack } from 'aws-cdk-lib';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import { cataloguePath } from '#constructs/names.ts';

/** The most that one parameter holds, in the tier that costs a few cents. */
const mostBytes = 8192;
/** The name of a listener rule, the longest of what CloudFormation fills in. */
const longestName = 'x'.repeat(200);

/** What admission reads of a service. */
export class CatalogueEntry extends Construct {
  constructor(scope: Construct, id: string, target: ServiceTarget) {
    super(scope, id);
    const bytes = bytesAtMost(target);
    if (bytes > mostBytes) {
      throw new Error(
        `What is configured for ${target.service} does not fit into its entry of the service catalogue: ${bytes} bytes, ` +
          `and ${mostBytes} are allowed, of which its strategy takes ${bytesAtMost(target.strategy)}. ` +
          'Shorten the commands of its tests and migration, or name fewer metrics in its strategy.',
      );
    }
    // By this name its place in the stack is the construct's own.
    new ssm.StringParameter(this, 'Default', {
      parameterName: `${cataloguePath(target.environment)}/${target.service}`,
      description: `Where ${target.service} lives: read when a deployment is admitted`,
      stringValue: Stack.of(this).toJsonString(target),
      // Up to 4 KB a parameter is free, and most need no more.
      tier: ssm.ParameterTier.INTELLIGENT_TIERING,
    });
  }
}

const bytesAtMost = (value: unknown): number =>
  Buffer.byteLength(JSON.stringify(value).replaceAll(/\$\{Token\[[^\]]*\]\}/g, longestName));
