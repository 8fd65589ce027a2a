import { CloudFormationClient, DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import {
  DescribeRulesCommand,
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { GetBucketTaggingCommand, S3Client } from '@aws-sdk/client-s3';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { describe, expect, test } from 'vitest';
import { attribute, deploy, nodeFunction, ref, type Resource, type Template } from './stack.ts';
import { eventually, localCloud } from './support.ts';

const cloud = localCloud();

/** Notes every event it gets in a parameter, and answers CloudFormation; FAILED when its property says so. */
const PROVIDER = `
const http = require('node:http');
const call = (url, method, headers, body) => new Promise((done, fail) => {
  const request = http.request(url, { method, headers: { ...headers, 'content-length': Buffer.byteLength(body) } }, (r) => r.resume().on('end', done));
  request.on('error', fail); request.end(body);
});
exports.handler = async (event) => {
  const { RequestType, ResourceProperties, OldResourceProperties } = event;
  const note = { RequestType, value: ResourceProperties.Value, old: OldResourceProperties && OldResourceProperties.Value };
  const credential = 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID + '/20260101/' + process.env.AWS_REGION + '/ssm/aws4_request, SignedHeaders=host, Signature=x';
  await call(process.env.AWS_ENDPOINT_URL, 'POST',
    { 'x-amz-target': 'AmazonSSM.PutParameter', 'content-type': 'application/x-amz-json-1.1', authorization: credential },
    JSON.stringify({ Name: ResourceProperties.Log, Type: 'String', Overwrite: true, Value: JSON.stringify(note) }));
  const failed = ResourceProperties.Fail === RequestType;
  await call(event.ResponseURL, 'PUT', {}, JSON.stringify({
    Status: failed ? 'FAILED' : 'SUCCESS', Reason: 'asked to', PhysicalResourceId: 'the-thing',
    StackId: event.StackId, RequestId: event.RequestId, LogicalResourceId: event.LogicalResourceId, Data: { Echo: ResourceProperties.Value },
  }));
};`;

const network: Record<string, Resource> = {
  Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
  Subnet: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: ref('Vpc'), CidrBlock: '10.0.0.0/24' } },
  Address: { Type: 'AWS::EC2::EIP', Properties: { Domain: 'vpc' } },
  Nat: {
    Type: 'AWS::EC2::NatGateway',
    Properties: { SubnetId: ref('Subnet'), AllocationId: attribute('Address', 'AllocationId') },
  },
  Group: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'any', VpcId: ref('Vpc') } },
  Ingress: {
    Type: 'AWS::EC2::SecurityGroupIngress',
    Properties: {
      GroupId: attribute('Group', 'GroupId'),
      IpProtocol: 'tcp',
      FromPort: 80,
      ToPort: 80,
      CidrIp: '0.0.0.0/0',
    },
  },
  FlowLog: {
    Type: 'AWS::EC2::FlowLog',
    Properties: { ResourceId: ref('Vpc'), ResourceType: 'VPC', TrafficType: 'ALL', LogGroupName: 'flows' },
  },
};

const loadBalancing = (green: number): Record<string, Resource> => ({
  ...network,
  Balancer: {
    Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    Properties: { Name: 'templated', Subnets: [ref('Subnet')] },
  },
  Blue: targetGroup('templated-blue'),
  Green: targetGroup('templated-green'),
  Listener: {
    Type: 'AWS::ElasticLoadBalancingV2::Listener',
    Properties: {
      LoadBalancerArn: ref('Balancer'),
      Port: 80,
      Protocol: 'HTTP',
      DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }],
    },
  },
  Rule: {
    Type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
    Properties: {
      ListenerArn: ref('Listener'),
      Priority: 1,
      Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/*'] } }],
      Actions: [
        {
          Type: 'forward',
          ForwardConfig: {
            TargetGroups: [
              { TargetGroupArn: ref('Blue'), Weight: 100 - green },
              { TargetGroupArn: ref('Green'), Weight: green },
            ],
          },
        },
      ],
    },
  },
});

function targetGroup(name: string): Resource {
  return {
    Type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
    Properties: { Name: name, Port: 80, Protocol: 'HTTP', TargetType: 'ip', VpcId: ref('Vpc') },
  };
}

describe('a template with a network and a weighted rule', () => {
  const template = (green: number): Template => ({
    Resources: loadBalancing(green),
    Outputs: {
      Name: { Value: attribute('Green', 'TargetGroupFullName') },
      Nat: { Value: ref('Nat') },
      Block: { Value: attribute('Vpc', 'CidrBlock') },
      FlowLog: { Value: ref('FlowLog') },
      Rule: { Value: ref('Rule') },
      Green: { Value: ref('Green') },
      Balancer: { Value: ref('Balancer') },
    },
  });

  test('keeps every weight, on creation and on update, and names things as AWS does', async () => {
    const created = await deploy(cloud.settings(), 'network', template(10));
    expect(created.reasons).toEqual([]);
    expect(created.outputs['Name']).toMatch(/^targetgroup\/templated-green\/[a-z0-9]{16}$/);
    expect(created.outputs['Block']).toBe('10.0.0.0/16');
    expect(created.outputs['Nat']).toMatch(/^nat-[0-9a-f]{17}$/i);
    expect(created.outputs['FlowLog']).toMatch(/^fl-[0-9a-f]{17}$/i);
    expect(await weights(created.outputs['Rule'])).toEqual([90, 10]);
    expect(await loadBalancersOf(created.outputs['Green'])).toEqual([created.outputs['Balancer']]);

    expect((await deploy(cloud.settings(), 'network', template(40), true)).status).toBe('UPDATE_COMPLETE');
    expect(await weights(created.outputs['Rule'])).toEqual([60, 40]);
  });
});

describe('a custom resource', () => {
  const template = (value: string, fail = '', more: Record<string, Resource> = {}): Template => ({
    Resources: {
      Provider: nodeFunction(PROVIDER, { FunctionName: 'provider', Timeout: 10 }),
      Thing: {
        Type: 'Custom::Thing',
        Properties: { ServiceToken: attribute('Provider', 'Arn'), Value: value, Fail: fail, Log: '/thing' },
      },
      ...more,
    },
    Outputs: { Echo: { Value: attribute('Thing', 'Echo') } },
  });
  const note = async () => {
    const client = new SSMClient(cloud.settings());
    const found = await client.send(new GetParameterCommand({ Name: '/thing' }));
    return JSON.parse(found.Parameter?.Value ?? '{}');
  };

  test('receives the old properties on update, is rolled back when the update fails, and deleted with the stack', async () => {
    const created = await deploy(cloud.settings(), 'custom', template('one'));
    expect(created).toMatchObject({ status: 'CREATE_COMPLETE', outputs: { Echo: 'one' } });
    expect(await note()).toEqual({ RequestType: 'Create', value: 'one' });

    expect((await deploy(cloud.settings(), 'custom', template('two'), true)).status).toBe('UPDATE_COMPLETE');
    expect(await note()).toEqual({ RequestType: 'Update', value: 'two', old: 'one' });

    const broken: Resource = {
      Type: 'Custom::Broken',
      DependsOn: ['Thing'],
      Properties: { ServiceToken: attribute('Provider', 'Arn'), Fail: 'Create', Log: '/broken' },
    };
    const rolledBack = await deploy(cloud.settings(), 'custom', template('three', '', { Broken: broken }), true);
    expect(rolledBack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(rolledBack.reasons.join()).toContain('asked to');
    expect(await note()).toEqual({ RequestType: 'Update', value: 'two', old: 'three' });

    const client = new CloudFormationClient(cloud.settings());
    await client.send(new DeleteStackCommand({ StackName: 'custom' }));
    await eventually(note, (found) => found.RequestType === 'Delete');
    expect(await note()).toEqual({ RequestType: 'Delete', value: 'two' });
  });

  test('that cannot be created fails the stack', async () => {
    const failed = await deploy(cloud.settings(), 'failing', {
      Resources: {
        Provider: nodeFunction(PROVIDER, { FunctionName: 'failing-provider', Timeout: 10 }),
        Thing: {
          Type: 'Custom::Thing',
          Properties: { ServiceToken: attribute('Provider', 'Arn'), Fail: 'Create', Log: '/failing' },
        },
      },
    });
    expect(failed.status).toBe('ROLLBACK_COMPLETE');
  });
});

test('a bucket has the tags of its template', async () => {
  const tags = [{ Key: 'aws-cdk:auto-delete-objects', Value: 'true' }];
  await deploy(cloud.settings(), 'bucket', {
    Resources: { Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'tagged-bucket', Tags: tags } } },
  });
  const client = new S3Client({ ...cloud.settings(), forcePathStyle: true });
  expect((await client.send(new GetBucketTaggingCommand({ Bucket: 'tagged-bucket' }))).TagSet).toEqual(tags);
});

async function weights(rule = ''): Promise<unknown> {
  const client = new ElasticLoadBalancingV2Client(cloud.settings());
  const described = await client.send(new DescribeRulesCommand({ RuleArns: [rule] }));
  return described.Rules?.[0]?.Actions?.[0]?.ForwardConfig?.TargetGroups?.map((group) => group.Weight);
}

async function loadBalancersOf(group = ''): Promise<unknown> {
  const client = new ElasticLoadBalancingV2Client(cloud.settings());
  const described = await client.send(new DescribeTargetGroupsCommand({ TargetGroupArns: [group] }));
  return described.TargetGroups?.[0]?.LoadBalancerArns;
}
