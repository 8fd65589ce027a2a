import type { DeploymentPlan } from './deployment-plan.ts';

export interface Vcpus {
  readonly used: number;
  readonly allowed: number;
}

/**
 * Why the tasks of the new version could not start beside the old ones; undefined if they can, or if the quota is
 * unknown.
 */
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
    `${service} needs ${inWords(needed)} vCPUs for ${capacity} additional tasks, but only ${inWords(free)} of the ` +
    `account’s ${vcpus.allowed} are free. Stop unused tasks, or request a quota increase: Service Quotas, AWS Fargate, ` +
    'Fargate On-Demand vCPU resource count'
  );
}

const inWords = (vcpus: number): string => String(Number(vcpus.toFixed(2)));
