import { DescribeRuleCommand } from '@aws-sdk/client-eventbridge';
import type { Clients } from '../../cloud/clients.ts';
import type { RegionRemains } from '../../promises/region-remains.ts';

/** Whether requests start deployments in a region, where it answers. */
export async function mayDeploy(
  { events }: Clients,
  environment: string,
): Promise<Pick<RegionRemains, 'primaryMayDeploy'>> {
  const bus = `sluice-${environment}`;
  try {
    const asked = new DescribeRuleCommand({ Name: `${bus}-deployment-requested`, EventBusName: bus });
    // A silent region would make the call wait without a limit.
    const { State } = await events.send(asked, { abortSignal: AbortSignal.timeout(5000) });
    return { primaryMayDeploy: State === 'ENABLED' };
  } catch {
    return {};
  }
}
