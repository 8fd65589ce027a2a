import type { DeploymentPlan } from './deployment-plan.ts';

export interface Vcpus {
  readonly used: number;
  readonly allowed: number;
}

/** Why the new version's tasks would never start beside the old one's; nothing where they will, or where nobody can say. */
export function shortOfVcpus(
  { target, capacity }: Pick<DeploymentPlan, 'target' | 'capacity'>,
  vcpus: Vcpus | undefined,
): string | undefined {
  const { service, tasks } = target;
  if (vcpus === undefined || tasks.vcpus === undefined) return undefined;
  const needed = capacity * tasks.vcpus;
  const free = vcpus.allowed - vcpus.used;
  if (needed <= free) return undefined;
  return (
    `${capacity} tasks of ${service} beside those that serve need ${inWords(needed)} vCPUs, and ${inWords(free)} of the ` +
    `account’s ${vcpus.allowed} are free. Stop what nobody needs, or ask for more: Service Quotas, AWS Fargate, ` +
    'Fargate On-Demand vCPU resource count'
  );
}

const inWords = (vcpus: number): string => String(Number(vcpus.toFixed(2)));
