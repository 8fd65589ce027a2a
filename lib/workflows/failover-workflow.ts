import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { Stack } from 'aws-cdk-lib';
import type * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { AslStateMachine } from '#constructs/workflows/asl-state-machine.ts';
import { cataloguePath, nameIn } from '#constructs/names.ts';
import { StepLambda, type StepLambdaProps, stateOf } from '#constructs/workflows/step-lambda.ts';
import { takeoverNames } from '#constructs/takeover/takeover-names.ts';
import type { FailoverPolicy } from '#domain/failover/policy.ts';
import type { DatabaseSetting, PrimarySetting, SwitchSetting } from '#domain/failover/settings.ts';
import type { StepContract } from '#runtime/define-contract.ts';
import { contract as admitFailover } from '#steps/failover/admit-failover.contract.ts';
import { contract as announceFailover } from '#steps/failover/announce-failover.contract.ts';
import { contract as askPerson } from '#steps/failover/ask-person.contract.ts';
import { contract as confirmOutage } from '#steps/failover/confirm-outage.contract.ts';
import { contract as confirmTraffic } from '#steps/failover/confirm-traffic.contract.ts';
import { contract as fencePrimary } from '#steps/failover/fence-primary.contract.ts';
import { contract as freezeDeployments } from '#steps/failover/freeze-deployments.contract.ts';
import { contract as liftFence } from '#steps/failover/lift-fence.contract.ts';
import { contract as moveTraffic } from '#steps/failover/move-traffic.contract.ts';
import { contract as promoteDatabase } from '#steps/failover/promote-database.contract.ts';
import { contract as raiseCapacity } from '#steps/failover/raise-capacity.contract.ts';
import { contract as readCommand } from '#steps/failover/read-command.contract.ts';
import { contract as recordFailover } from '#steps/failover/record-failover.contract.ts';
import { contract as verifyPrimary } from '#steps/failover/verify-primary.contract.ts';
import { contract as verifyStandby } from '#steps/failover/verify-standby.contract.ts';
import * as may from './failover-permissions.ts';
import { mayReadCatalogue, mayReadTraffic, mayScaleSlots, mayWriteLedger } from './permissions.ts';

export interface FailoverWorkflowProps {
  readonly environmentName: string;
  readonly ledger: dynamodb.ITable;
  readonly loadBalancer: elb.ApplicationLoadBalancer;
  readonly policy: FailoverPolicy;
  readonly primary: PrimarySetting;
  readonly primaryRegion: string;
  readonly database: DatabaseSetting;
  readonly takeover: SwitchSetting;
  /** Where the takeover switch is a bucket. */
  readonly bucket?: s3.IBucket;
}

export class FailoverWorkflow extends Construct {
  readonly machine: AslStateMachine;

  constructor(scope: Construct, id: string, props: FailoverWorkflowProps) {
    super(scope, id);
    const { environmentName } = props;
    const steps = stepsOf(this, props);
    grant(steps, props);
    this.machine = new AslStateMachine(this, 'Failover', {
      machine: 'failover',
      environmentName,
      steps: Object.values(steps),
    });
  }
}

function stepsOf(scope: Construct, props: FailoverWorkflowProps) {
  const { environmentName, ledger, policy, primary, database, takeover, loadBalancer } = props;
  const step = <C extends StepContract>(contract: C, environment: StepLambdaProps<C>['environment']): StepLambda<C> =>
    new StepLambda(scope, stateOf(contract), { contract, environmentName, environment });
  const remembers = { LEDGER_TABLE: ledger.tableName };
  const serves = { ...remembers, SERVICE_CATALOGUE: cataloguePath(environmentName) };
  const judges = { FAILOVER_POLICY: JSON.stringify(policy), PRIMARY: JSON.stringify(primary) };
  const data = { DATABASE: JSON.stringify(database) };
  const switches = { TAKEOVER_SWITCH: Stack.of(scope).toJsonString(takeover) };
  const tells = { EVENT_BUS: nameIn(environmentName) };
  const { region, rule, machine } = thereOf(scope, props);
  const fences = { ...tells, PRIMARY_REGION: region, PRIMARY_RULE: rule, PRIMARY_MACHINE: machine };
  return {
    admit: step(admitFailover, remembers),
    outage: step(confirmOutage, { ...remembers, ...judges }),
    announce: step(announceFailover, tells),
    fence: step(fencePrimary, fences),
    lift: step(liftFence, { ...remembers, ...fences, ...switches }),
    freeze: step(freezeDeployments, serves),
    standby: step(verifyStandby, { ...serves, ...data, ...switches, FAILOVER_POLICY: judges.FAILOVER_POLICY }),
    ask: step(askPerson, { ...remembers, ...tells }),
    command: step(readCommand, remembers),
    capacity: step(raiseCapacity, serves),
    promote: step(promoteDatabase, { ...remembers, ...data }),
    move: step(moveTraffic, { ...remembers, ...switches }),
    traffic: step(confirmTraffic, {
      ...remembers,
      ...judges,
      LOAD_BALANCER: loadBalancer.loadBalancerFullName,
      SERVING_NAME: takeoverNames(primary.domain).serving,
      STANDBY_REGION: Stack.of(scope).region,
    }),
    primary: step(verifyPrimary, { ...remembers, ...judges, ...data, ...switches }),
    record: step(recordFailover, { ...serves, ...tells, ...switches }),
  };
}

function grant(steps: ReturnType<typeof stepsOf>, props: FailoverWorkflowProps): void {
  const { environmentName, ledger, database, takeover: setting, bucket } = props;
  const { announce: _, fence, ...remembering } = steps;
  const byBucket = { setting, ...(bucket !== undefined && { bucket }) };
  mayWriteLedger(ledger, ...Object.values(remembering));
  mayReadCatalogue(environmentName, steps.freeze, steps.standby, steps.capacity, steps.record);
  mayReadTraffic(environmentName, steps.standby, steps.capacity);
  mayScaleSlots(environmentName, steps.capacity);
  for (const step of [steps.outage, steps.standby]) may.mayReadHistory(ledger, step);
  may.mayStopDeployments(environmentName, steps.freeze);
  may.mayPage(environmentName, steps.announce, steps.ask, steps.record);
  may.mayReadMetrics(steps.traffic);
  may.mayReadDatabase(database, steps.standby, steps.promote, steps.primary);
  may.mayPromote(database, steps.promote);
  may.mayReadSwitch(byBucket, steps.standby, steps.primary, steps.move, steps.lift, steps.record);
  may.mayFlipSwitch(byBucket, steps.move);
  may.mayFence(thereOf(fence, props), environmentName, fence);
  may.mayLiftFence(thereOf(steps.lift, props), environmentName, steps.lift);
}

function thereOf(scope: Construct, { environmentName, primaryRegion: region }: FailoverWorkflowProps): may.There {
  const resource = `stateMachine:${nameIn(environmentName, 'deployment')}`;
  return {
    region,
    rule: nameIn(environmentName, 'deployment-requested'),
    machine: Stack.of(scope).formatArn({ service: 'states', region, resource }),
  };
}
