/** `dark` refuses every connection, `silent` takes it and never answers. Its tasks die either way. */
export type RegionState = 'well' | 'dark' | 'silent';

/** Of our own local cloud alone: no region of AWS can be told this. */
export async function setRegion(endpoint: string, region: string, state: RegionState): Promise<void> {
  const { ok, status } = await fetch(`${endpoint}/_rehearsal/regions/${region}`, { method: 'PUT', body: state });
  if (!ok) throw new Error(`The region ${region} could not be made ${state}: ${status}`);
}
