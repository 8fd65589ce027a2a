/**
 * `dark` refuses every connection, `silent` takes it and never answers, and its tasks die either way. In one that is
 * `erring` they answer with errors. One that is `unreachable` answers all but the functions of another region, one
 * that is `cut-off` no user and no health checker. The firewall of one that is `probe-forbidden` refuses the standby's
 * probes. In one that is `zone-sick` the tasks of one of two zones die.
 */
export type RegionState =
  'well' | 'dark' | 'silent' | 'erring' | 'unreachable' | 'cut-off' | 'probe-forbidden' | 'zone-sick';

/** For our own local cloud only: AWS has no such call. */
export async function setRegion(endpoint: string, region: string, state: RegionState): Promise<void> {
  const { ok, status } = await fetch(`${endpoint}/_rehearsal/regions/${region}`, { method: 'PUT', body: state });
  if (!ok) throw new Error(`The region ${region} could not be made ${state}: ${status}`);
}
