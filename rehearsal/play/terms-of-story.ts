import { GetParameterCommand, PutParameterCommand } from '@aws-sdk/client-ssm';
import type { Clients } from '../cloud/clients.ts';
import type { Given } from '../scenarios/scenario.ts';

/**
 * Gives the service the terms of a story, where its stack has put those of its configuration: the hooks that it names,
 * and no approval unless the story is about that.
 */
export async function giveTerms(
  service: { readonly environment: string; readonly name: string },
  { hooks, approvalRequired = false }: Pick<Given, 'hooks'> & { readonly approvalRequired?: boolean },
  { parameters }: Clients,
): Promise<void> {
  const Name = `/sluice/${service.environment}/services/${service.name}`;
  const { Parameter } = await parameters.send(new GetParameterCommand({ Name }));
  const found = JSON.parse(Parameter?.Value ?? '{}') as object;
  const Value = JSON.stringify({ ...found, approvalRequired, ...(hooks && { hooks }) });
  await parameters.send(new PutParameterCommand({ Name, Value, Type: 'String', Overwrite: true }));
}
