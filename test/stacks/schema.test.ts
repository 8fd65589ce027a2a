import { CfnResource, Stack } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { exampleApp } from './support/example.ts';
import { schemaFindingsOf } from './support/findings.ts';

describe('every kind of template', () => {
  // Reading the schemas takes seconds, so no user's synthesis does it, and one test does it once.
  it('agrees with the schemas of AWS, and one that does not is found', { timeout: 120_000 }, async () => {
    const app = await exampleApp();
    const properties = { QueueName: 'q', Encrypted: true };
    new CfnResource(new Stack(app, 'Wrong'), 'Queue', { type: 'AWS::SQS::Queue', properties });
    expect(schemaFindingsOf(app)).toEqual([expect.stringContaining('Wrong/Queue')]);
  });
});
