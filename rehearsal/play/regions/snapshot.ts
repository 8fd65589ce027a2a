import { DescribeServicesCommand } from '@aws-sdk/client-ecs';
import { ListRulesCommand } from '@aws-sdk/client-eventbridge';
import {
  ListHealthChecksCommand,
  ListResourceRecordSetsCommand,
  ListHostedZonesCommand,
} from '@aws-sdk/client-route-53';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Clients } from '../../cloud/clients.ts';
import type { World } from '../../world.ts';
import type { FailoverInAccount } from './failover-in-account.ts';

/** One region's clients, and its service. */
export interface Place {
  readonly clients: Clients;
  readonly world: World;
}

/** What a drill must leave as it was: everything in both regions but its own notes. */
export async function snapshot(places: readonly Place[], failover: FailoverInAccount): Promise<string> {
  const [first] = places;
  const regions = await Promise.all(places.map(regionOf));
  return JSON.stringify({ regions, names: first && (await namesOf(first)), share: await failover.share() });
}

async function regionOf({ clients, world }: Place): Promise<unknown> {
  const { environment, service, cluster, slots } = world.target;
  const names = [slots.blue.ecsService, slots.green.ecsService];
  const [found, rules, table, weights] = await Promise.all([
    clients.containers.send(new DescribeServicesCommand({ cluster, services: names })),
    clients.events.send(new ListRulesCommand({ EventBusName: `sluice-${environment}` })),
    clients.tables.send(
      new QueryCommand({
        TableName: `sluice-${environment}-ledger`,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': `service#${service}` },
      }),
    ),
    world.weights(),
  ]);
  const services = found.services?.map(({ serviceName, desiredCount, runningCount, taskDefinition }) => ({
    serviceName,
    desiredCount,
    runningCount,
    taskDefinition,
  }));
  return { weights, services, rules: rules.Rules?.map(({ Name, State }) => ({ Name, State })), ledger: table.Items };
}

async function namesOf({ clients }: Place): Promise<unknown> {
  const { HostedZones = [] } = await clients.names.send(new ListHostedZonesCommand());
  const records = HostedZones.map(({ Id }) =>
    clients.names.send(new ListResourceRecordSetsCommand({ HostedZoneId: Id })),
  );
  const [{ HealthChecks }, ...sets] = await Promise.all([
    clients.names.send(new ListHealthChecksCommand()),
    ...records,
  ]);
  return { HealthChecks, records: sets.map(({ ResourceRecordSets }) => ResourceRecordSets) };
}
