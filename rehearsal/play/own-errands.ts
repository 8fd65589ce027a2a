import { GetParameterCommand, PutParameterCommand } from '@aws-sdk/client-ssm';
import type { Errands } from '#domain/errand.ts';
import type { Clients } from '../cloud/clients.ts';

/** Gives the service the errands of a story, where its stack would have put those of its configuration. */
export async function giveErrands(
  service: { readonly environment: string; readonly name: string },
  errands: Errands,
  { parameters }: Clients,
): Promise<void> {
  const Name = `/sluice/${service.environment}/services/${service.name}`;
  const { Parameter } = await parameters.send(new GetParameterCommand({ Name }));
  const Value = JSON.stringify({ ...(JSON.parse(Parameter?.Value ?? '{}') as object), errands });
  await parameters.send(new PutParameterCommand({ Name, Value, Type: 'String', Overwrite: true }));
}
