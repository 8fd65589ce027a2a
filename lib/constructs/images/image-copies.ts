import { Stack } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import { Construct } from 'constructs';

export interface ImageCopiesProps {
  readonly repositories: readonly string[];
  readonly region: string;
}

/**
 * Copies what is pushed to the other region, in both directions: the standby region runs the same digests without
 * asking this one, and a fix that was made there is here when traffic comes back. ECR never copies a copy.
 */
export class ImageCopies extends Construct {
  constructor(scope: Construct, id: string, { repositories, region }: ImageCopiesProps) {
    super(scope, id);
    new ecr.CfnReplicationConfiguration(this, 'Rules', {
      replicationConfiguration: {
        rules: [
          {
            destinations: [{ region, registryId: Stack.of(this).account }],
            repositoryFilters: repositories.map((filter) => ({ filter, filterType: 'PREFIX_MATCH' })),
          },
        ],
      },
    });
  }
}
