import { PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import type { Clients } from '../cloud/clients.ts';

/** Reports the vCPUs in use, as Fargate does. */
export async function reportVcpus({ metrics }: Pick<Clients, 'metrics'>, used: number): Promise<void> {
  const of = { Service: 'Fargate', Type: 'Resource', Resource: 'vCPU', Class: 'Standard/OnDemand' };
  const Dimensions = Object.entries(of).map(([Name, Value]) => ({ Name, Value }));
  const MetricData = [{ MetricName: 'ResourceCount', Dimensions, Value: used }];
  await metrics.send(new PutMetricDataCommand({ Namespace: 'AWS/Usage', MetricData }));
}
