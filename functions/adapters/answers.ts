/**
 * The answer of AWS to each port, made from the variables of the function that asks. This file decides which adapter
 * answers a port, and nothing else does. A step lists the ports that it asks: `step.host({ lock, router })`. A variable
 * that an answer needs and the step's contract does not declare is a compile error.
 *
 * One exported function for each port, and no table of them: a bundle then holds only the adapters that its step asks.
 */
import { setTimeout } from 'node:timers/promises';
import type { FailoverPolicy } from '#domain/failover/policy.ts';
import type { DatabaseSetting, PrimarySetting, SwitchSetting } from '#domain/failover/settings.ts';
import { rememberingFold } from '#domain/judge/fold-memory.ts';
import { AlbRegisteredTasks } from './traffic/alb-registered-tasks.ts';
import { AlbTrafficRouter } from './traffic/alb-traffic-router.ts';
import * as aws from './aws-clients.ts';
import { BusEventPublisher } from './events/bus-event-publisher.ts';
import { BusPager } from './events/bus-pager.ts';
import { CloudWatchMetricProvider } from './metrics/cloudwatch-metric-provider.ts';
import { CloudWatchSlotAlarms } from './metrics/cloudwatch-slot-alarms.ts';
import { CloudWatchTrafficMetrics } from './metrics/cloudwatch-traffic-metrics.ts';
import { JoinedMetricSource } from './metrics/joined-metric-source.ts';
import { CloudWatchTaskQuota } from './compute/cloudwatch-task-quota.ts';
import { DnsArrivingTraffic } from './regions/dns-arriving-traffic.ts';
import { DynamoDecisions } from './ledger/dynamo-decisions.ts';
import { DynamoDeploymentLock } from './ledger/dynamo-deployment-lock.ts';
import { DynamoFailoverLedger } from './regions/dynamo-failover-ledger.ts';
import { DynamoHistory } from './ledger/dynamo-history.ts';
import { DynamoLedger } from './ledger/dynamo-ledger.ts';
import { DynamoOpenWaits } from './ledger/dynamo-open-waits.ts';
import { DynamoPrimaryState } from './regions/dynamo-primary-state.ts';
import { DynamoMetricSnapshots } from './metrics/dynamo-metric-snapshots.ts';
import { DynamoDeploymentQueue } from './ledger/dynamo-deployment-queue.ts';
import { EcrImageRegistry } from './images/ecr-image-registry.ts';
import { EcrImageScanner } from './images/ecr-image-scanner.ts';
import { EcsAlbSlotOwner } from './compute/ecs-alb-slot-owner.ts';
import { EcsContainerPlatform } from './compute/ecs-container-platform.ts';
import { EcsOneOffTasks } from './compute/ecs-one-off-tasks.ts';
import { EcsReleases } from './compute/ecs-releases.ts';
import { EcsStoppedTasks } from './compute/ecs-stopped-tasks.ts';
import { EcsWorkerRouter } from './traffic/ecs-worker-router.ts';
import { EmfProbeResults } from './metrics/emf-probe-results.ts';
import { HttpTestRoute } from './traffic/http-test-route.ts';
import { RdsDatabaseSnapshots } from './database/rds-database-snapshots.ts';
import { primaryFence } from './regions/remote-primary-fence.ts';
import { ServiceRouter } from './traffic/service-router.ts';
import { SfnExecutionHistory } from './workflows/sfn-execution-history.ts';
import { SfnExecutions } from './workflows/sfn-executions.ts';
import { SfnWaiters } from './workflows/sfn-waiters.ts';
import { SsmServiceCatalogue } from './compute/ssm-service-catalogue.ts';
import { standbyDatabase } from './database/standby-database.ts';
import { takeoverSwitch } from './regions/takeover-switch.ts';
import { watchedPrimary } from './regions/watched-primary.ts';

interface WithLedger {
  readonly LEDGER_TABLE: string;
}

interface WithBus {
  readonly EVENT_BUS: string;
}

// What is deployed, and where its traffic goes.

export const catalogue = ({ SERVICE_CATALOGUE }: { readonly SERVICE_CATALOGUE: string }) =>
  new SsmServiceCatalogue(aws.parameters(), SERVICE_CATALOGUE);

export const router = () =>
  new ServiceRouter({ alb: new AlbTrafficRouter(aws.loadBalancing()), worker: new EcsWorkerRouter(aws.ecs()) });

export const platform = () => new EcsContainerPlatform(aws.ecs());

export const tasks = () => new AlbRegisteredTasks(aws.loadBalancing());

export const stopped = () => new EcsStoppedTasks(aws.ecs(), aws.logs());

export const oneOffTasks = () => new EcsOneOffTasks(aws.ecs());

export const releases = () => new EcsReleases(aws.ecs());

export const owner = () => new EcsAlbSlotOwner(aws.ecs(), aws.loadBalancing());

export const quota = () => new CloudWatchTaskQuota(aws.metrics(), now());

export const registry = () => new EcrImageRegistry(aws.ecr);

export const scanner = () => new EcrImageScanner(aws.ecr());

export const snapshots = () => new RdsDatabaseSnapshots(aws.databases());

// How a version does.

export const metrics = () =>
  new JoinedMetricSource(new CloudWatchTrafficMetrics(aws.metrics()), {
    cloudwatch: new CloudWatchMetricProvider(aws.metrics()),
  });

export const alarms = () => new CloudWatchSlotAlarms(aws.metrics());

export const testRoute = () => new HttpTestRoute();

export const results = () => new EmfProbeResults();

// The ledger.

export const ledger = ({ LEDGER_TABLE }: WithLedger) => new DynamoLedger(aws.dynamodb(), LEDGER_TABLE);

export const lock = ({ LEDGER_TABLE }: WithLedger) => new DynamoDeploymentLock(aws.dynamodb(), LEDGER_TABLE);

export const queue = ({ LEDGER_TABLE }: WithLedger) => new DynamoDeploymentQueue(aws.dynamodb(), LEDGER_TABLE);

export const waits = ({ LEDGER_TABLE }: WithLedger) => new DynamoOpenWaits(aws.dynamodb(), LEDGER_TABLE);

export const decisions = ({ LEDGER_TABLE }: WithLedger) => new DynamoDecisions(aws.dynamodb(), LEDGER_TABLE);

export const history = ({ LEDGER_TABLE }: WithLedger) => new DynamoHistory(aws.dynamodb(), LEDGER_TABLE);

export const metricSnapshots = ({ LEDGER_TABLE }: WithLedger) =>
  new DynamoMetricSnapshots(aws.dynamodb(), LEDGER_TABLE);

export const failovers = ({ LEDGER_TABLE }: WithLedger) => new DynamoFailoverLedger(aws.dynamodb(), LEDGER_TABLE);

export const primaryState = ({ LEDGER_TABLE }: WithLedger) => new DynamoPrimaryState(aws.dynamodb(), LEDGER_TABLE);

// Executions, events and people.

export const executions = () => new SfnExecutions(aws.executions());

export const executionHistory = () => new SfnExecutionHistory(aws.executions());

export const waiters = () => new SfnWaiters(aws.executions());

export const publisher = ({ EVENT_BUS }: WithBus) => new BusEventPublisher(aws.events(), EVENT_BUS);

export const pager = ({ EVENT_BUS }: WithBus) => new BusPager(aws.events(), EVENT_BUS);

// The other region.

interface WithPrimaryRegion extends WithBus {
  readonly PRIMARY_REGION: string;
  readonly PRIMARY_RULE: string;
  readonly PRIMARY_MACHINE: string;
}

/** With clients of the primary's region, which give up after two seconds. */
export const fence = ({ PRIMARY_REGION, PRIMARY_RULE, PRIMARY_MACHINE, EVENT_BUS }: WithPrimaryRegion) =>
  primaryFence(PRIMARY_REGION, { rule: PRIMARY_RULE, bus: EVENT_BUS, machine: PRIMARY_MACHINE });

export const signals = ({ PRIMARY }: { readonly PRIMARY: PrimarySetting }) => watchedPrimary(PRIMARY);

export const database = ({ DATABASE }: { readonly DATABASE: DatabaseSetting }) => standbyDatabase(DATABASE);

export const takeover = ({ TAKEOVER_SWITCH }: { readonly TAKEOVER_SWITCH: SwitchSetting }) =>
  takeoverSwitch(TAKEOVER_SWITCH);

export const policy = ({ FAILOVER_POLICY }: { readonly FAILOVER_POLICY: FailoverPolicy }) => FAILOVER_POLICY;

interface WithTraffic {
  readonly SERVING_NAME: string;
  readonly STANDBY_REGION: string;
  readonly LOAD_BALANCER: string;
}

export const arriving = ({ SERVING_NAME, STANDBY_REGION, LOAD_BALANCER }: WithTraffic) =>
  new DnsArrivingTraffic(aws.metrics(), {
    serving: SERVING_NAME,
    region: STANDBY_REGION,
    loadBalancer: LOAD_BALANCER,
  });

// What the function itself has: a clock, and a memory for as long as it stays warm.

export const now = () => () => new Date();

/** Ends the wait for an answer that the step can do without. */
export const softTimeout = () => (): Promise<undefined> => setTimeout(5000, undefined);

export const foldMinutes = rememberingFold;
