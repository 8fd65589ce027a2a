import type { Hooks } from '#domain/deployment/hook.ts';
import type { HealthPolicy } from '#domain/deployment/health-score.ts';
import type { Migration } from '#domain/deployment/migration.ts';
import type { ScanPolicy } from '#domain/images/scan-gate.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import type { Strategy } from '#domain/strategy/strategy.ts';

const usualHealth: HealthPolicy = {
  endpoints: ['/health', '/api/health', '/api/performance/health'],
  timeoutSeconds: 5,
  tries: 3,
  minimumScore: 0.95,
};

/** What a service's stack would have written to the catalogue. */
export function targetOf(service: {
  readonly name: string;
  readonly environment: string;
  readonly region: string;
  readonly repository: string;
  readonly tasks: ServiceTarget['tasks'];
  readonly health?: HealthPolicy;
  readonly scan?: ScanPolicy;
  readonly standbyRegion?: string;
  readonly buildProject?: string;
  readonly migration?: Migration;
  readonly hooks?: Hooks;
  readonly strategy: Strategy;
}): ServiceTarget {
  const { name, environment, region } = service;
  const arn = (kind: string, rest: string) => `arn:aws:elasticloadbalancing:${region}:123456789012:${kind}/${rest}`;
  const targetGroup = (color: string) => arn('targetgroup', `sluice-${environment}-${name}-${color}/1`);
  const slot = (color: string) => ({
    ecsService: `sluice-${environment}-${name}-${color}`,
    alarms: ['errors', 'slow', 'unhealthy', 'unwell'].map((what) => `sluice-${environment}-${name}-${color}-${what}`),
  });
  return {
    service: name,
    environment,
    region,
    cluster: `sluice-${environment}`,
    traffic: {
      kind: 'alb',
      listenerRule: arn('listener-rule', `app/sluice-${environment}/1/2/3`),
      targetGroups: { blue: targetGroup('blue'), green: targetGroup('green') },
    },
    slots: { blue: slot('blue'), green: slot('green') },
    templateFamily: `sluice-${environment}-${name}`,
    container: name,
    repository: service.repository,
    network: { subnets: ['subnet-1'], securityGroups: ['sg-1'] },
    scan: service.scan ?? { refuse: 'high', accepted: [] },
    ...(service.migration && { migration: service.migration }),
    ...(service.buildProject && { buildProject: service.buildProject }),
    ...(service.standbyRegion && { standbyRegion: service.standbyRegion }),
    tasks: service.tasks,
    health: service.health ?? usualHealth,
    hooks: service.hooks ?? {},
    strategy: service.strategy,
  };
}

/** The same service, receiving messages instead of requests. */
export const asWorker = (target: ServiceTarget): ServiceTarget => {
  const { ecsService } = target.slots.blue;
  return { ...target, traffic: { kind: 'worker', queue: target.templateFamily, taggedService: `arn:${ecsService}` } };
};
