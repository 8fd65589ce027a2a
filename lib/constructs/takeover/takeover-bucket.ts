import { RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from '#constructs/acknowledge.ts';

/**
 * The takeover switch. Route 53's checkers are strangers to the account, so what they read is public: empty objects whose
 * names say nothing but a percentage. Nothing else ever lies here.
 */
export class TakeoverBucket extends Construct {
  readonly bucket: s3.Bucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.bucket = new s3.Bucket(this, 'Bucket', {
      // A stranger could not read what is encrypted with a key of ours.
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: new s3.BlockPublicAccess({
        blockPublicAcls: true,
        ignorePublicAcls: true,
        blockPublicPolicy: false,
        restrictPublicBuckets: false,
      }),
      enforceSSL: true,
      // Losing it would send all users back to the primary.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.bucket.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'CheckersOfRoute53',
        principals: [new iam.AnyPrincipal()],
        actions: ['s3:GetObject'],
        resources: [this.bucket.arnForObjects('standby-serves/*')],
      }),
    );
    acknowledge(this.bucket, 'S1', 'It is read by checkers every ten seconds; logs of that would tell nothing');
    acknowledge(this.bucket, 'S2', 'The checkers of Route 53 read it without credentials; it holds empty objects only');
    acknowledge(this.bucket, 'S5', 'No website is served from it');
  }
}
