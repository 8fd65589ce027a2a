import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { AslStateMachine } from '#constructs/workflows/asl-state-machine.ts';
import type { InsideNetwork } from '#constructs/workflows/hosted-function.ts';
import { buildProjectName, cataloguePath } from '#constructs/names.ts';
import { StepLambda, type StepLambdaProps, stateOf } from '#constructs/workflows/step-lambda.ts';
import type { StepContract } from '#runtime/define-contract.ts';
import { contract as admitDeployment } from '#steps/deployment/admit-deployment.contract.ts';
import { contract as askApproval } from '#steps/deployment/ask-approval.contract.ts';
import { contract as backUpDatabase } from '#steps/deployment/back-up-database.contract.ts';
import { contract as buildImage } from '#steps/deployment/build-image.contract.ts';
import { contract as cleanUp } from '#steps/deployment/clean-up.contract.ts';
import { contract as deployApplication } from '#steps/deployment/deploy-application.contract.ts';
import { contract as previewDeployment } from '#steps/deployment/preview-deployment.contract.ts';
import { contract as forgetOldReleases } from '#steps/deployment/forget-old-releases.contract.ts';
import { contract as pushImage } from '#steps/deployment/push-image.contract.ts';
import { contract as recordSuccess } from '#steps/deployment/record-success.contract.ts';
import { contract as updateInfrastructure } from '#steps/deployment/update-infrastructure.contract.ts';
import { contract as validateConfiguration } from '#steps/deployment/validate-configuration.contract.ts';
import { contract as verifyHealth } from '#steps/deployment/verify-health.contract.ts';
import { contract as waitInQueue } from '#steps/deployment/wait-in-queue.contract.ts';
import {
  mayAnswerDeployments,
  mayBuild,
  mayForgetReleases,
  mayReadCatalogue,
  mayReadImages,
  mayReadLedger,
  mayReadMetrics,
  mayReadSlots,
  mayReadStoppedTasks,
  mayReadTraffic,
  mayRegisterReleases,
  mayRunSlots,
  mayScaleSlots,
  mayStopDeployments,
  mayScanImages,
  maySeeCopies,
  mayTakeSnapshots,
  mayWriteLedger,
} from './permissions.ts';

export interface DeploymentWorkflowProps {
  readonly environmentName: string;
  readonly ledger: dynamodb.ITable;
  /** Where the images of the services are. */
  readonly repositories: readonly string[];
  /** Where copies of the images are, too. */
  readonly otherRegion?: string;
  /** The services whose images may be built from source. */
  readonly builtServices: readonly string[];
  /** The database clusters of which snapshots may be taken. */
  readonly databases: readonly string[];
  /** From where the tasks of a version without traffic can be asked. */
  readonly inside: InsideNetwork;
  readonly trafficShift: sfn.IStateMachine;
  readonly hook: sfn.IStateMachine;
  readonly rollback: sfn.IStateMachine;
}

export class DeploymentWorkflow extends Construct {
  readonly machine: AslStateMachine;

  constructor(scope: Construct, id: string, props: DeploymentWorkflowProps) {
    super(scope, id);
    const { environmentName, ledger, repositories, otherRegion } = props;
    const step = <C extends StepContract>(contract: C, environment: StepLambdaProps<C>['environment']): StepLambda<C> =>
      new StepLambda(this, stateOf(contract), { contract, environmentName, environment });

    const withLedger = { LEDGER_TABLE: ledger.tableName };
    const steps = {
      validate: step(validateConfiguration, { ...withLedger, SERVICE_CATALOGUE: cataloguePath(environmentName) }),
      preview: step(previewDeployment, withLedger),
      admit: step(admitDeployment, withLedger),
      wait: step(waitInQueue, withLedger),
      build: step(buildImage, {}),
      push: step(pushImage, {}),
      approval: step(askApproval, withLedger),
      infrastructure: step(updateInfrastructure, withLedger),
      backUp: step(backUpDatabase, withLedger),
      deploy: step(deployApplication, withLedger),
      verify: new StepLambda(this, stateOf(verifyHealth), {
        contract: verifyHealth,
        environmentName,
        environment: {},
        network: props.inside,
      }),
      cleanUp: step(cleanUp, withLedger),
      forget: step(forgetOldReleases, withLedger),
      record: step(recordSuccess, withLedger),
    };
    mayReadCatalogue(environmentName, steps.validate);
    mayReadTraffic(environmentName, steps.preview, steps.admit, steps.verify, steps.cleanUp);
    mayReadSlots(environmentName, steps.preview, steps.admit);
    mayReadMetrics(steps.preview, steps.admit);
    mayReadImages(repositories, steps.preview, steps.build, steps.push);
    mayScanImages(repositories, steps.push);
    if (otherRegion !== undefined) maySeeCopies(repositories, otherRegion, steps.push);
    mayRegisterReleases(environmentName, steps.infrastructure);
    for (const cluster of props.databases) mayTakeSnapshots(cluster, steps.backUp);
    mayReadLedger(ledger, steps.backUp);
    mayRunSlots(environmentName, steps.deploy);
    mayScaleSlots(environmentName, steps.cleanUp);
    mayReadSlots(environmentName, steps.forget);
    mayForgetReleases(steps.forget);
    mayReadLedger(ledger, steps.forget);
    mayReadStoppedTasks(environmentName, steps.deploy);
    mayReadLedger(ledger, steps.validate, steps.preview, steps.deploy, steps.cleanUp);
    mayStopDeployments(environmentName, steps.wait);
    mayAnswerDeployments(environmentName, steps.wait);
    mayWriteLedger(ledger, steps.admit, steps.wait, steps.approval, steps.infrastructure, steps.record);

    this.machine = new AslStateMachine(this, 'Deployment', {
      machine: 'deployment',
      environmentName,
      steps: Object.values(steps),
      machines: { TrafficShift: props.trafficShift, Hook: props.hook, Rollback: props.rollback },
    });
    const { role } = this.machine.stateMachine;
    for (const service of props.builtServices) mayBuild(role, buildProjectName(environmentName, service));
  }
}
