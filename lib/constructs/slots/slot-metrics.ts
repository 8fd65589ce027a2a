import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { Slot } from '#domain/slots/slot.ts';
import { everyMinute } from '#constructs/notifications/runbook-alarm.ts';

export interface SlotSource {
  /** `app/name/id` */
  readonly loadBalancer: string;
  readonly targetGroup: elb.ApplicationTargetGroup;
  readonly cluster: string;
  readonly ecsService: string;
  readonly environmentName: string;
  readonly service: string;
  readonly slot: Slot;
}

export type SlotMetrics = ReturnType<typeof slotMetrics>;

/** What CloudWatch knows of one slot, minute by minute. */
export function slotMetrics(source: SlotSource) {
  const { loadBalancer, targetGroup, cluster, ecsService, environmentName, service, slot } = source;
  const of = (namespace: string, dimensionsMap: Record<string, string>) => (metricName: string, statistic: string) =>
    new cloudwatch.Metric({ namespace, metricName, statistic, dimensionsMap, period: everyMinute });
  const targets = of('AWS/ApplicationELB', {
    LoadBalancer: loadBalancer,
    TargetGroup: targetGroup.targetGroupFullName,
  });
  const tasks = of('ECS/ContainerInsights', { ClusterName: cluster, ServiceName: ecsService });
  const use = of('AWS/ECS', { ClusterName: cluster, ServiceName: ecsService });
  const probes = of('Sluice', { environment: environmentName, service, slot });
  return {
    /** Of the worst probe of the minute. */
    healthScore: probes('HealthScore', 'Minimum'),
    requests: targets('RequestCount', 'Sum'),
    requestsPerTask: targets('RequestCountPerTarget', 'Sum'),
    succeeded: targets('HTTPCode_Target_2XX_Count', 'Sum'),
    redirected: targets('HTTPCode_Target_3XX_Count', 'Sum'),
    rejected: targets('HTTPCode_Target_4XX_Count', 'Sum'),
    meanSeconds: targets('TargetResponseTime', 'Average'),
    p99Seconds: targets('TargetResponseTime', 'p99'),
    healthy: targets('HealthyHostCount', 'Maximum'),
    unhealthy: targets('UnHealthyHostCount', 'Maximum'),
    desired: tasks('DesiredTaskCount', 'Average'),
    running: tasks('RunningTaskCount', 'Average'),
    cpu: use('CPUUtilization', 'Average'),
    memory: use('MemoryUtilization', 'Average'),
  };
}
