import type { ServiceTarget } from '#domain/deployment/service-target.ts';

/** A service in its catalogue. */
export const target: ServiceTarget = {
  service: 'api',
  environment: 'production',
  region: 'us-east-1',
  cluster: 'sluice-production',
  traffic: { kind: 'alb', listenerRule: 'rule', targetGroups: { blue: 'tb', green: 'tg' } },
  slots: { blue: { ecsService: 'b', alarms: [] }, green: { ecsService: 'g', alarms: [] } },
  templateFamily: 'sluice-production-api',
  container: 'app',
  repository: 'api',
  network: { subnets: ['subnet-1'], securityGroups: ['sg-1'] },
  scan: { refuse: 'high', accepted: [] },
  tasks: { min: 2, max: 4 },
  health: { endpoints: ['/health'], timeoutSeconds: 5, tries: 3, minimumScore: 0.95 },
  hooks: {},
  strategy: { name: 'canary', steps: [] },
};
