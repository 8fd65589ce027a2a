import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { EnvironmentStack, type EnvironmentStackProps } from '#constructs/environment-stack.ts';
import type { InsideNetwork } from '#constructs/workflows/hosted-function.ts';
import type { OffHours } from '#config/sluice-config.ts';
import { LoadBalancerAlarms } from '#constructs/slots/load-balancer-alarms.ts';
import type { Topics } from '#constructs/notifications/notification-topics.ts';
import { WatcherAlarms } from '#constructs/workflows/watcher-alarms.ts';
import { WorkflowAlarms } from '#constructs/workflows/workflow-alarms.ts';
import { BakeWatchers } from '#workflows/bake-watchers.ts';
import { EventPublisher } from '#workflows/event-publisher.ts';
import { HealthProber } from '#workflows/health-prober.ts';
import { InterventionWorkflow } from '#workflows/intervention-workflow.ts';
import { OffHoursSchedule } from '#workflows/off-hours-schedule.ts';
import { StageRecorder } from '#workflows/stage-recorder.ts';

export interface WatchStackProps extends EnvironmentStackProps {
  readonly ledger: dynamodb.ITable;
  /** Where functions run that talk to the services' tasks. */
  readonly inside: InsideNetwork;
  readonly probesTwiceAMinute: boolean;
  /** When the services sleep. */
  readonly offHours?: OffHours;
  /** `app/name/id` */
  readonly loadBalancer: string;
  readonly topics: Pick<Topics, 'critical' | 'warning'>;
}

/** What may answer a deployment that waits: functions that rules and schedules start, and a person. */
export class WatchStack extends EnvironmentStack {
  constructor(scope: Construct, id: string, props: WatchStackProps) {
    super(scope, id, props);
    const { environmentName, ledger, inside, loadBalancer, probesTwiceAMinute, topics } = props;
    const { interrupt, lookAt } = new BakeWatchers(this, 'BakeWatchers', { environmentName, ledger });
    new EventPublisher(this, 'EventPublisher', { environmentName, ledger, topic: topics.warning });
    const { probe } = new HealthProber(this, 'HealthProber', {
      environmentName,
      inside,
      twiceAMinute: probesTwiceAMinute,
    });
    const { record } = new StageRecorder(this, 'StageRecorder', { environmentName, ledger });
    const offHours =
      props.offHours && new OffHoursSchedule(this, 'OffHours', { environmentName, ledger, offHours: props.offHours });
    for (const watcher of [interrupt, lookAt, probe, record, ...(offHours ? [offHours.watcher] : [])]) {
      const everyMinute = [lookAt, probe, record].includes(watcher);
      new WatcherAlarms(watcher, 'Alarms', { environmentName, watcher, everyMinute, topic: topics.warning });
    }
    new LoadBalancerAlarms(this, 'LoadBalancerAlarms', { environmentName, loadBalancer, topic: topics.critical });
    const { machine } = new InterventionWorkflow(this, 'Intervention', { environmentName, ledger });
    new WorkflowAlarms(machine, 'Alarms', { environmentName, machine, topic: topics.warning });
  }
}
