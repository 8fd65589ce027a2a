import { TakenOver } from '#domain/errors.ts';

interface Plan {
  readonly deploymentId: string;
  readonly fence: number;
}

/** Throws unless the plan's deployment still holds the service. Asked right before anything is changed. */
export function mustHold(plan: Plan, holder: { readonly owner: string; readonly fence: number } | undefined): void {
  if (holder?.owner === plan.deploymentId && holder.fence === plan.fence) return;
  const now =
    holder === undefined
      ? 'no execution holds the service'
      : `${holder.owner} holds the service as number ${holder.fence}`;
  throw new TakenOver(`${plan.deploymentId} works with number ${plan.fence}, but ${now}`);
}

/** Under which name and number the plan's deployment holds the service. */
export const heldBy = ({ deploymentId, fence }: Plan) => ({ owner: deploymentId, fence });

export const takenOver = ({ deploymentId, fence }: Plan): TakenOver =>
  new TakenOver(`${deploymentId} works with number ${fence}, which another execution has taken over`);
