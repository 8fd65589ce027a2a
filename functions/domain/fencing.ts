import { TakenOver } from './errors.ts';

/** Throws unless the plan's deployment still holds the service. Asked right before anything is changed. */
export function mustHold(
  plan: { readonly deploymentId: string; readonly fence: number },
  holder: { readonly owner: string; readonly fence: number } | undefined,
): void {
  if (holder?.owner === plan.deploymentId && holder.fence === plan.fence) return;
  const now =
    holder === undefined ? 'nobody holds the service' : `${holder.owner} holds the service as number ${holder.fence}`;
  throw new TakenOver(`${plan.deploymentId} works with number ${plan.fence}, but ${now}`);
}
