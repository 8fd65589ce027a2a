import { recordEvents } from '../../cloud/recorded-events.ts';
import type { RegionStage } from './region-stage.ts';

/** What every account is that nobody has named. */
const account = '000000000000';

/** What people are told from now on: it is said on the bus, and rules take it to whoever is on duty. */
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
