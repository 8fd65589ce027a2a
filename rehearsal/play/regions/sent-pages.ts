import { recordEvents } from '../../cloud/recorded-events.ts';
import type { RegionStage } from './region-stage.ts';

/** The account ID that the cloud uses where none is configured. */
const account = '000000000000';

/** The pages that people get from now on: an event goes to the bus, and a rule takes it to the person on duty. */
export async function pagesIn(
  region: string,
  { endpoint, environment }: RegionStage,
): Promise<() => Promise<readonly string[]>> {
  const settings = { endpoint, region, credentials: { accessKeyId: account, secretAccessKey: 'test' } };
  const read = await recordEvents(settings, 'sluice', `sluice-${environment}`);
  return async () =>
    (await read())
      .filter((event) => event['detail-type'] === 'Sluice Failover')
      .map(({ detail }) => String(detail['subject']));
}
