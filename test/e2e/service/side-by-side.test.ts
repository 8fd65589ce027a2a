import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeServicesCommand } from '@aws-sdk/client-ecs';
import { DescribeRulesCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { GetParametersByPathCommand } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clientsFor } from '#rehearsal/cloud/clients.ts';
import { CloudDeployer } from '#rehearsal/cloud/deploy.ts';
import { type Emulator, startEmulator } from '#rehearsal/cloud/emulator.ts';
import { repository } from '#rehearsal/repository.ts';
import { trafficOf } from '#domain/deployment/traffic.ts';
import { ServiceTargetSchema } from '#wire/service-target.ts';

const input = {
  services: {
    api: { image: { repository: 'api' }, port: 3000, route: { path: '/api/*' } },
    web: { image: { repository: 'web' }, port: 8080 },
  },
  environments: {
    staging: {},
    production: { plainHttp: true, regions: { primary: 'us-east-1', standby: 'eu-west-1' } },
  },
};
const places = [
  { environment: 'staging', region: 'us-east-1' },
  { environment: 'production', region: 'us-east-1' },
  { environment: 'production', region: 'eu-west-1' },
] as const;

let directory: string;
let emulator: Emulator;
beforeAll(async () => {
  mkdirSync(join(repository, '.rehearsal'), { recursive: true });
  directory = mkdtempSync(join(repository, '.rehearsal', 'test-'));
  const config = join(directory, 'two.config.ts');
  writeFileSync(config, `export default ${JSON.stringify(input)};\n`);
  emulator = await startEmulator({ directory });
  const deployer = new CloudDeployer(emulator.endpoint, 'us-east-1');
  await deployer.bootstrap(['us-east-1', 'eu-west-1']);
  const signal = AbortSignal.timeout(240_000);
  await deployer.deploy({ directory: join(directory, 'cdk.out'), context: { config }, signal });
}, 300_000);
afterAll(async () => {
  await emulator.stop();
  rmSync(directory, { recursive: true, force: true });
});

async function servicesIn({ environment, region }: (typeof places)[number]) {
  const { parameters, containers, loadBalancing } = clientsFor(emulator.endpoint, region);
  const { Parameters = [] } = await parameters.send(
    new GetParametersByPathCommand({ Path: `/sluice/${environment}/services` }),
  );
  return Promise.all(
    Parameters.map(async ({ Value }) => {
      const target = ServiceTargetSchema.parse(JSON.parse(Value ?? 'null'));
      const { blue, green } = target.slots;
      const services = [blue.ecsService, green.ecsService];
      const found = await containers.send(new DescribeServicesCommand({ cluster: target.cluster, services }));
      const { Rules } = await loadBalancing.send(
        new DescribeRulesCommand({ RuleArns: [trafficOf(target, 'alb').listenerRule] }),
      );
      return {
        service: target.service,
        environment: target.environment,
        region: target.region,
        slots: (found.services ?? []).map(({ serviceName }) => serviceName),
        weights: Rules?.[0]?.Actions?.[0]?.ForwardConfig?.TargetGroups?.map(({ Weight }) => Weight),
      };
    }),
  );
}

it.each(places)('two services live in $environment in $region, each with its own slots and rule', async (place) => {
  const expected = ['api', 'web'].map((service) => ({
    service,
    ...place,
    slots: [`${service}-blue`, `${service}-green`],
    weights: [100, 0],
  }));
  const found = await servicesIn(place);
  expect(found.toSorted((one, other) => one.service.localeCompare(other.service))).toEqual(expected);
});
