import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { everyMinute } from './runbook-alarm.ts';

export interface SlotSource {
  readonly loadBalancer: elb.ApplicationLoadBalancer;
  readonly targetGroup: elb.ApplicationTargetGroup;
  readonly cluster: string;
  readonly ecsService: string;
}

export type SlotMetrics = ReturnType<typeof slotMetrics>;

/** What CloudWatch knows of one slot, minute by minute. */
export function slotMetrics({ loadBalancer, targetGroup, cluster, ecsService }: SlotSource) {
  const of = (namespace: string, dimensionsMap: Record<string, string>) => (metricName: string, statistic: string) =>
    new cloudwatch.Metric({ namespace, metricName, statistic, dimensionsMap, period: everyMinute });
  const targets = of('AWS/ApplicationELB', {
    LoadBalancer: loadBalancer.loadBalancerFullName,
    TargetGroup: targetGroup.targetGroupFullName,
  });
  const tasks = of('ECS/ContainerInsights', { ClusterName: cluster, ServiceName: ecsService });
  const use = of('AWS/ECS', { ClusterName: cluster, ServiceName: ecsService });
  return {
    requests: targets('RequestCount', 'Sum'),
    errors: targets('HTTPCode_Target_5XX_Count', 'Sum'),
    meanSeconds: targets('TargetResponseTime', 'Average'),
    p99Seconds: targets('TargetResponseTime', 'p99'),
    unhealthy: targets('UnHealthyHostCount', 'Maximum'),
    desired: tasks('DesiredTaskCount', 'Average'),
    running: tasks('RunningTaskCount', 'Average'),
    cpu: use('CPUUtilization', 'Average'),
    memory: use('MemoryUtilization', 'Average'),
  };
}
