import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { OffHours } from '#config/sluice-config.ts';
import { cataloguePath } from '#constructs/names.ts';
import { Schedules } from '#constructs/workflows/schedules.ts';
import { StepLambda, stateOf } from '#constructs/workflows/step-lambda.ts';
import type { Hour } from '#domain/slots/off-hours.ts';
import { contract as applyOffHours } from '#watchers/apply-off-hours.contract.ts';
import { mayReadCatalogue, mayReadTraffic, mayScaleSlots, mayWriteLedger } from './permissions.ts';

export interface OffHoursScheduleProps {
  readonly environmentName: string;
  readonly ledger: dynamodb.ITable;
  readonly offHours: OffHours;
}

/**
 * Lets the services of an environment sleep. Not an action of Application Auto Scaling: its bounds are those of a slot, and
 * a template does not know which of the two slots is live.
 */
export class OffHoursSchedule extends Construct {
  readonly watcher: StepLambda;

  constructor(scope: Construct, id: string, { environmentName, ledger, offHours }: OffHoursScheduleProps) {
    super(scope, id);
    const watcher = new StepLambda(this, stateOf(applyOffHours), {
      contract: applyOffHours,
      environmentName,
      environment: { LEDGER_TABLE: ledger.tableName, SERVICE_CATALOGUE: cataloguePath(environmentName) },
    });
    this.watcher = watcher;
    mayReadCatalogue(environmentName, watcher);
    mayWriteLedger(ledger, watcher);
    mayReadTraffic(environmentName, watcher);
    mayScaleSlots(environmentName, watcher);
    const schedules = new Schedules(this, 'Schedules', {
      environmentName,
      function: watcher.function,
      purpose: 'the schedules that stop and start services',
    });
    const daily = (hour: Hour, time: string) =>
      schedules.add(hour, {
        name: `services-${hour}`,
        expression: cronAt(time),
        zone: offHours.zone,
        input: JSON.stringify({ hour }),
        seconds: 3600,
        tries: 10,
      });
    daily('stop', offHours.from);
    daily('start', offHours.until);
  }
}

/** `18:00` is `cron(0 18 * * ? *)`, every day. */
function cronAt(time: string): string {
  const [hours, minutes] = time.split(':').map(Number);
  return `cron(${minutes} ${hours} * * ? *)`;
}
