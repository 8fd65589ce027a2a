import { Resolver } from 'node:dns/promises';
import { request } from 'node:http';
import { CreateHostedZoneCommand, Route53Client } from '@aws-sdk/client-route-53';
import { CreateBucketCommand, DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { beforeAll, expect, test } from 'vitest';
import { loadBalancer, listener } from './load-balancer.ts';
import { deploy, ref, type Resource } from './stack.ts';
import { eventually, localCloud } from './support.ts';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';

/** Checkers run every ten seconds; here, every half a second. */
const cloud = localCloud({ clockSpeed: 20 });
const resolver = new Resolver({ timeout: 2000, tries: 3 });
let zone: string;
let objects: S3Client;

beforeAll(async () => {
  const { endpoint } = cloud.settings();
  resolver.setServers([`127.0.0.1:${new URL(endpoint).port}`]);
  // A client that signs nothing, such as a checker, sees what this account has.
  const credentials = { accessKeyId: '000000000000', secretAccessKey: 'test' };
  objects = new S3Client({ ...cloud.settings(), credentials, forcePathStyle: true });
  const made = await new Route53Client(cloud.settings()).send(
    new CreateHostedZoneCommand({ Name: 'example.com', CallerReference: 'a test' }),
  );
  zone = made.HostedZone?.Id?.split('/').at(-1) ?? '';
});

const record = (Name: string, properties: Record<string, unknown>): Resource => ({
  Type: 'AWS::Route53::RecordSet',
  Properties: { HostedZoneId: zone, Name, ...properties },
});

const text = (words: string) => ({ Type: 'TXT', TTL: '5', ResourceRecords: [`"${words}"`] });

const alias = (DNSName: string) => ({ Type: 'A', AliasTarget: { HostedZoneId: zone, DNSName } });

const check = (FullyQualifiedDomainName: string, config: Record<string, unknown>): Resource => ({
  Type: 'AWS::Route53::HealthCheck',
  Properties: { HealthCheckConfig: { FullyQualifiedDomainName, RequestInterval: 10, FailureThreshold: 1, ...config } },
});

const said = async (name: string) => (await resolver.resolveTxt(name)).flat().join();

test('a failover record follows its health check there and back: an object that exists makes an inverted one unhealthy', async () => {
  const Bucket = 'switch';
  await objects.send(new CreateBucketCommand({ Bucket }));
  const config = { Type: 'HTTPS', Port: 443, ResourcePath: '/on', Inverted: true };
  const stack = await deploy(cloud.settings(), 'failover', {
    Resources: {
      Check: check(`${Bucket}.s3.us-east-1.amazonaws.com`, config),
      First: record('who.example.com', {
        ...text('first'),
        Failover: 'PRIMARY',
        SetIdentifier: '1',
        HealthCheckId: ref('Check'),
      }),
      Second: record('who.example.com', { ...text('second'), Failover: 'SECONDARY', SetIdentifier: '2' }),
    },
  });
  expect(stack.reasons).toEqual([]);
  expect(await said('who.example.com')).toBe('first');
  await objects.send(new PutObjectCommand({ Bucket, Key: 'on', Body: 'yes' }));
  await eventually(
    () => said('who.example.com'),
    (who) => who === 'second',
  );
  await objects.send(new DeleteObjectCommand({ Bucket, Key: 'on' }));
  await eventually(
    () => said('who.example.com'),
    (who) => who === 'first',
  );
});

test('weighted records share the answers, and an alias leads to a load balancer by an address', async () => {
  const client = new ElasticLoadBalancingV2Client(cloud.settings());
  const balancer = await loadBalancer(client, 'named');
  await listener(client, balancer.arn, [
    { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '418', MessageBody: 'here' } },
  ]);
  const weighted = (to: string, Weight: number) => ({ ...alias(to), SetIdentifier: to, Weight });
  const stack = await deploy(cloud.settings(), 'weighted', {
    Resources: {
      Here: record('here.example.com', alias(balancer.host)),
      There: record('there.example.com', { Type: 'A', TTL: '5', ResourceRecords: ['198.51.100.7'] }),
      Most: record('both.example.com', weighted('here.example.com', 90)),
      Some: record('both.example.com', weighted('there.example.com', 10)),
    },
  });
  expect(stack.reasons).toEqual([]);
  const answers = await Promise.all(Array.from({ length: 200 }, () => resolver.resolve4('both.example.com')));
  const elsewhere = answers.flat().filter((address) => address === '198.51.100.7').length;
  expect(elsewhere).toBeGreaterThan(2);
  expect(elsewhere).toBeLessThan(60);
  const [address = ''] = await resolver.resolve4('here.example.com');
  expect(await statusAt(address)).toBe(418);
  expect(await statusAt('192.0.2.250')).toBe(503);
});

test('a check of a name asks the target that the name leads to, and fails where no healthy answer comes', async () => {
  const checked = (words: string, id: string) => ({ ...text(words), SetIdentifier: words, HealthCheckId: ref(id) });
  await deploy(cloud.settings(), 'checked', {
    Resources: {
      Nowhere: check('nowhere.example.com', { Type: 'HTTP', ResourcePath: '/' }),
      First: record('well.example.com', { ...checked('well', 'Nowhere'), Failover: 'PRIMARY' }),
      Second: record('well.example.com', { ...text('sick'), Failover: 'SECONDARY', SetIdentifier: 'sick' }),
    },
  });
  await eventually(
    () => said('well.example.com'),
    (words) => words === 'sick',
  );
});

test('an unknown name does not exist, and a name without such a record has no answer', async () => {
  await expect(resolver.resolve4('missing.example.com')).rejects.toMatchObject({ code: 'ENOTFOUND' });
  await expect(resolver.resolve4('who.example.com')).rejects.toMatchObject({ code: 'ENODATA' });
});

/** As a client of the cloud reaches an address of it. */
function statusAt(address: string): Promise<number | undefined> {
  const { hostname, port } = new URL(cloud.settings().endpoint);
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  const options = { hostname, port, path: `http://${address}/`, headers: { host: 'here.example.com' } };
  const sent = request(options, (response) => {
    response.resume();
    resolve(response.statusCode);
  });
  sent.on('error', reject).end();
  return promise;
}
