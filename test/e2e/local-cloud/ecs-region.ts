import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateRepositoryCommand, ECRClient, PutImageCommand } from '@aws-sdk/client-ecr';
import {
  CreateServiceCommand,
  DescribeServicesCommand,
  DescribeTasksCommand,
  ECSClient,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
  UpdateServiceCommand,
  type ContainerDefinition,
  type RegisterTaskDefinitionCommandInput,
  type Service,
  type Task,
  type UpdateServiceCommandInput,
} from '@aws-sdk/client-ecs';
import { ModifyTargetGroupAttributesCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { startTraffic } from '#rehearsal/traffic/traffic.ts';
import { balancerWithGroup } from './load-balancer.ts';
import { eventually, type ClientSettings } from './support.ts';

const REGISTRY = '123456789012.dkr.ecr';
const TAGS = ['v1', 'v2', 'v3-crash-at-start', 'v4-never-healthy', 'v5-job-fails'];

/** One region with a cluster, a repository and a load balancer, and the calls that tests make on its service. */
export class Region {
  readonly name: string;
  readonly #cloud: { settings(region: string): ClientSettings };
  readonly #digests = new Map<string, string>();
  targetGroup = '';
  host = '';

  constructor(cloud: { settings(region: string): ClientSettings }, name: string) {
    this.name = name;
    this.#cloud = cloud;
  }

  get #settings(): ClientSettings {
    return this.#cloud.settings(this.name);
  }

  digestOf(tag: string): string | undefined {
    return this.#digests.get(tag);
  }

  get ecs() {
    return new ECSClient(this.#settings);
  }

  async prepare(): Promise<void> {
    const registry = new ECRClient(this.#settings);
    await registry.send(new CreateRepositoryCommand({ repositoryName: 'api' }));
    for (const tag of TAGS) {
      const put = new PutImageCommand({ repositoryName: 'api', imageTag: tag, imageManifest: JSON.stringify({ tag }) });
      this.#digests.set(tag, (await registry.send(put)).image?.imageId?.imageDigest ?? '');
    }
    const balancer = await balancerWithGroup(this.#settings, 'api', { Port: 8080 });
    this.targetGroup = balancer.group;
    this.host = balancer.host;
    const Attributes = [{ Key: 'deregistration_delay.timeout_seconds', Value: '1' }];
    await balancer.client.send(new ModifyTargetGroupAttributesCommand({ TargetGroupArn: balancer.group, Attributes }));
  }

  /** A task definition whose image is named by digest where there is one, as deployments do. */
  async define(tag: string): Promise<string> {
    const repository = `${REGISTRY}.${this.name}.amazonaws.com/api`;
    const digest = this.digestOf(tag);
    const image = digest ? `${repository}@${digest}` : `${repository}:${tag}`;
    const options = {
      'awslogs-group': '/api',
      'awslogs-region': this.name,
      'awslogs-stream-prefix': 'api',
      'awslogs-create-group': 'true',
    };
    const container: ContainerDefinition = {
      name: 'api',
      image,
      portMappings: [{ containerPort: 8080 }],
      environment: [{ name: 'SLUICE_SLOT', value: 'blue' }],
      logConfiguration: { logDriver: 'awslogs', options },
    };
    const input: RegisterTaskDefinitionCommandInput = {
      family: 'api',
      requiresCompatibilities: ['FARGATE'],
      networkMode: 'awsvpc',
      cpu: '256',
      memory: '512',
      containerDefinitions: [container],
    };
    const registered = await this.ecs.send(new RegisterTaskDefinitionCommand(input));
    return registered.taskDefinition?.taskDefinitionArn ?? '';
  }

  async create(serviceName: string, tag: string, desiredCount: number): Promise<void> {
    const balanced = { targetGroupArn: this.targetGroup, containerName: 'api', containerPort: 8080 };
    await this.ecs.send(
      new CreateServiceCommand({
        serviceName,
        taskDefinition: await this.define(tag),
        desiredCount,
        launchType: 'FARGATE',
        loadBalancers: [balanced],
        deploymentConfiguration: { minimumHealthyPercent: 100, maximumPercent: 200 },
      }),
    );
  }

  async update(service: string, change: Omit<UpdateServiceCommandInput, 'service'>): Promise<void> {
    await this.ecs.send(new UpdateServiceCommand({ service, ...change }));
  }

  async service(name: string): Promise<Service> {
    const described = await this.ecs.send(new DescribeServicesCommand({ services: [name] }));
    return described.services?.[0] ?? {};
  }

  async tasks(serviceName: string, desiredStatus: 'RUNNING' | 'STOPPED' = 'RUNNING'): Promise<Task[]> {
    const { taskArns = [] } = await this.ecs.send(new ListTasksCommand({ serviceName, desiredStatus }));
    if (taskArns.length === 0) return [];
    return (await this.ecs.send(new DescribeTasksCommand({ tasks: taskArns }))).tasks ?? [];
  }

  async stable(name: string): Promise<Service> {
    return eventually(
      () => this.service(name),
      ({ deployments = [], runningCount, desiredCount }) =>
        deployments.length === 1 && deployments[0]?.rolloutState === 'COMPLETED' && runningCount === desiredCount,
    );
  }

  traffic(requestsPerSecond = 50) {
    // A long timeout: on a busy machine an answer may take long, and the test is not about that.
    const url = this.#settings.endpoint;
    return startTraffic({ url, host: this.host, requestsPerSecond, timeoutMs: 30_000 });
  }

  async logLines(): Promise<string[]> {
    const logs = new CloudWatchLogsClient(this.#settings);
    const found = await logs.send(new FilterLogEventsCommand({ logGroupName: '/api' }));
    return (found.events ?? []).map(({ message = '' }) => message);
  }
}
