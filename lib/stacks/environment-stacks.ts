import { type App, type Environment as CdkEnvironment, type Stack, Tags } from 'aws-cdk-lib';
import type { Environment } from '#config/sluice-config.ts';
import { regionOfArn } from '#config/rules/references.ts';
import { nameIn } from '#constructs/names.ts';
import { BackupStack } from './backup-stack.ts';
import { listenerPath, NetworkStack } from './network-stack.ts';
import { OrchestrationStack } from './orchestration-stack.ts';
import { ServiceStack } from './service-stack.ts';
import { RegionStack } from './region-stack.ts';
import { StandbyStack } from './standby-stack.ts';
import { StatefulStack } from './stateful-stack.ts';
import { WatchStack } from './watch-stack.ts';
import { WorkerStack } from './worker-stack.ts';

/**
 * All stacks of one environment: the same in each of its regions, so that either can work without the other. An
 * environment that names no account is deployed to `account`, which the credentials at hand belong to.
 */
export function addEnvironment(app: App, environment: Environment, account?: string): void {
  const { primary, standby } = environment.regions;
  const owner = environment.account ?? account;
  const add = (region: string) =>
    addRegion(app, environment, { region, ...(owner === undefined ? {} : { account: owner }) });
  const first = add(primary);
  const second = standby === undefined ? undefined : add(standby);
  // The primary region tells the chat of both: the topics of both have to exist then.
  if (second !== undefined && environment.notify.slack !== undefined) first.addStackDependency(second);
}

function addRegion(app: App, environment: Environment, env: CdkEnvironment): StatefulStack {
  const { name: environmentName, preset, notify } = environment;
  const { primary, standby } = environment.regions;
  const region: Region = { app, environment, env, ...namesFor(environment, env) };
  const { props, id } = region;
  const stateful = new StatefulStack(app, id('stateful'), {
    ...props('stateful', 'the ledger and the alarms'),
    notify,
    chatsFor: env.region !== primary ? [] : standby === undefined ? [primary] : [primary, standby],
  });
  const network = addNetwork(region);
  const orchestration = new OrchestrationStack(app, id('orchestration'), {
    ...props('orchestration', 'the state machines and what starts them'),
    ledger: stateful.ledger,
    topics: stateful.topics,
    repositories: [...new Set(images(environment).map(({ image }) => image.repository))],
    ...(standby && { otherRegion: env.region === primary ? standby : primary }),
    databases: environment.services.flatMap(({ migration }) => migration?.databaseCluster ?? []),
    builtServices: images(environment)
      .filter(({ image }) => image.build !== undefined)
      .map(({ name }) => name),
    functions: functionsOf(environment),
    inside: { vpc: network.vpc, securityGroup: network.inside },
  });
  const watch = new WatchStack(app, id('watch'), {
    ...props('watch', 'what looks at the services while the machines wait'),
    ledger: stateful.ledger,
    inside: { vpc: network.vpc, securityGroup: network.inside },
    loadBalancer: network.loadBalancerFullName,
    probesTwiceAMinute: preset === 'production',
    ...(environment.offHours && { offHours: environment.offHours }),
    topics: stateful.topics,
  });
  const services = addServices(region, { stateful, network });
  const ofFailover = addFailover(region, { stateful, network });
  const ofBackups = addBackups(region, { stateful, network });
  // Their rules know the bus by its name only.
  for (const stack of [watch, ...ofFailover]) stack.addStackDependency(orchestration);
  for (const stack of [stateful, orchestration, watch, network, ...services, ...ofFailover, ...ofBackups])
    Tags.of(stack).add('sluice:environment', environmentName);
  return stateful;
}

const images = ({ services, workers }: Environment) => [...services, ...workers];

/** What every stack of a region is called, and says of itself. */
function namesFor({ name: environmentName, networks }: Environment, env: CdkEnvironment) {
  const { cluster, listener } = networks[env.region ?? ''] ?? {};
  const adopted = { ...(cluster && { cluster }), ...(listener && { listener: listenerPath(listener.arn) }) };
  return {
    id: (what: string) => `${nameIn(environmentName, what)}-${env.region}`,
    props: (what: string, description: string) => ({
      env,
      environmentName,
      adopted,
      stackName: nameIn(environmentName, what),
      description: `Sluice ${environmentName}: ${description}`,
    }),
  };
}

function addNetwork({ app, environment, env, props, id }: Region): NetworkStack {
  const { preset, rateLimit, certificates, networks } = environment;
  const certificateArn = certificates.find((arn) => regionOfArn(arn) === env.region);
  const existing = networks[env.region ?? ''];
  return new NetworkStack(app, id('network'), {
    ...props('network', 'network, load balancer and cluster'),
    natGateways: preset === 'production' ? 2 : 1,
    locked: preset === 'production',
    rateLimit,
    ...(existing && { existing }),
    ...(certificateArn === undefined ? {} : { certificateArn }),
  });
}

/** What the services' own hooks call, each named once. */
function functionsOf({ services }: Environment): readonly string[] {
  const hooks = services.flatMap(({ hooks: { smokeTest, onRollback } }) => [smokeTest, onRollback]);
  return [...new Set(hooks.flatMap((hook) => (hook && 'function' in hook ? [hook.function] : [])))];
}

/** One region of an environment, and how its stacks are named. */
interface Region extends ReturnType<typeof namesFor> {
  readonly app: App;
  readonly environment: Environment;
  readonly env: CdkEnvironment;
}

interface Built {
  readonly stateful: StatefulStack;
  readonly network: NetworkStack;
}

function addServices({ app, environment, env, props, id }: Region, { stateful, network }: Built): readonly Stack[] {
  const { preset, regions } = environment;
  const { primary, standby } = regions;
  // A standby that serves must not wait for a region that has failed.
  const standbyRegion = env.region === primary ? standby : undefined;
  const common = {
    network,
    topics: stateful.topics,
    ledger: stateful.ledger,
    scales: preset !== 'development',
    scan: environment.scan,
    approvalRequired: environment.approvalRequired,
    ...(standbyRegion && { standbyRegion }),
  };
  const services = environment.services.map(
    (service) =>
      new ServiceStack(app, id(service.name), {
        ...props(`service-${service.name}`, `the service ${service.name}`),
        ...common,
        service,
        alwaysUsed: preset === 'production' && env.region === primary,
      }),
  );
  const workers = environment.workers.map(
    (worker) =>
      new WorkerStack(app, id(worker.name), {
        ...props(`worker-${worker.name}`, `the worker ${worker.name}`),
        ...common,
        worker,
      }),
  );
  return [...services, ...workers];
}

/** What makes two regions of one environment into a pair; nothing where the configuration names no failover. */
function addFailover({ app, environment, env, props, id }: Region, { stateful, network }: Built): readonly Stack[] {
  const { regions, failover, certificates, services } = environment;
  const { primary, standby } = regions;
  const { ownLoadBalancer: loadBalancer } = network;
  if (failover === undefined || standby === undefined || loadBalancer === undefined) return [];
  const region = new RegionStack(app, id('region'), {
    ...props('region', 'what the other region has to know of this one'),
    domain: failover.domain,
    hostedZone: failover.hostedZone,
    loadBalancer,
    ...(env.region === primary && { tells: { region: standby, topic: stateful.topics.warning } }),
  });
  if (env.region === primary) return [region];
  const takeover = new StandbyStack(app, id('standby'), {
    ...props('standby', 'what takes over when the other region fails'),
    failover,
    primaryRegion: primary,
    scheme: certificates.length > 0 ? 'https' : 'http',
    endpoints: [...new Set(services.flatMap(({ health }) => health.endpoints))].slice(0, mostEndpoints),
    ledger: stateful.ledger,
    alarmTopic: stateful.alarmTopic,
    loadBalancer,
  });
  return [region, takeover];
}

/** What can be restored, in each region by itself; nothing where the configuration wants no backups. */
function addBackups({ app, environment, env, props, id }: Region, { stateful, network }: Built): readonly Stack[] {
  if (!environment.backups) return [];
  const { primary, standby } = environment.regions;
  const otherRegion = env.region === primary ? standby : primary;
  const backups = new BackupStack(app, id('backup'), {
    ...props('backup', 'backups and the test that they can be restored'),
    ledger: stateful.ledger,
    clusters: clustersIn(environment, env.region),
    ...(otherRegion !== undefined && { otherRegion }),
    vpc: network.vpc,
    topic: stateful.topics.warning,
  });
  return [backups];
}

/** The primary's are those that deployments migrate, the standby's the one that a failover promotes. */
function clustersIn({ regions, services, failover }: Environment, region: string | undefined): readonly string[] {
  if (region === regions.primary)
    return [...new Set(services.flatMap(({ migration }) => migration?.databaseCluster ?? []))];
  return failover?.database.kind === 'aurora-global' ? [nameOfCluster(failover.database.cluster)] : [];
}

const nameOfCluster = (arn: string): string => arn.slice(arn.lastIndexOf(':') + 1);

/** All are asked at the same time, every few seconds. */
const mostEndpoints = 5;
