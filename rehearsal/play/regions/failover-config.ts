import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CreateHostedZoneCommand } from '@aws-sdk/client-route-53';
import type { Clients } from '../../cloud/clients.ts';
import type { GlobalDatabase } from './global-database.ts';

export const domain = 'api.example.com';

/** So few that a small machine runs them in two regions, and more than a service needs at least. */
const mostTasks = 4;

interface Users {
  readonly directory: string;
  readonly config?: string;
  readonly environment: string;
  /** The database to promote. */
  readonly database?: GlobalDatabase['setting'] | undefined;
}

/** The users' own configuration, with a name in a hosted zone of this cloud and a standby that takes over. */
export async function withFailover(
  { names }: Clients,
  { directory, config = 'sluice.config.ts', environment, database }: Users,
): Promise<string> {
  const zone = { Name: 'example.com', CallerReference: 'rehearsal' };
  const { HostedZone } = await names.send(new CreateHostedZoneCommand(zone));
  const failover = { domain, hostedZone: HostedZone?.Id?.split('/').at(-1), ...(database && { database }) };
  const file = join(directory, 'failover.config.ts');
  writeFileSync(
    file,
    [
      `import input from ${JSON.stringify(resolve(config))};`,
      `const own = input.environments[${JSON.stringify(environment)}];`,
      `const services = Object.fromEntries(`,
      `  Object.entries(input.services).map(([name, of]) => [name, { ...of, tasks: { ...of.tasks, max: ${mostTasks} } }]),`,
      `);`,
      `const environment = { ...own, failover: { ...own.failover, ...${JSON.stringify(failover)} } };`,
      `export default { services, environments: { ${JSON.stringify(environment)}: environment } };`,
      '',
    ].join('\n'),
  );
  return file;
}
