import { contract as updateInfrastructure } from '#steps/deployment/update-infrastructure.contract.ts';
import { contract as backUpDatabase } from '#steps/deployment/back-up-database.contract.ts';
import type { States } from '../definition.ts';
import { crash, lambda, onFailure, runMachine, transient, until } from '../fragments.ts';

/** The user's own code failed: the error has our name, and the cause what it left. */
const failsAs = (error: string) => ({
  ErrorEquals: ['States.ALL'] as const,
  Assign: {
    failure: `{% {'Error': '${error}', 'Cause': $exists($states.errorOutput.Cause) ? $states.errorOutput.Cause : $states.errorOutput.Error} %}`,
  },
  Next: 'RollBack',
});

/** The release is registered, and the database migrated. */
export const migration: States = {
  UpdateInfrastructure: lambda(updateInfrastructure, {
    Comment: 'the newest template with the image becomes the release.',
    Payload: { plan: '{% $plan %}', image: '{% $image %}' },
    Assign: { release: '{% $states.result.Payload %}' },
    Retry: [transient(), crash()],
    Catch: [onFailure('RollBack')],
    Next: 'IsThereAMigration',
  }),

  IsThereAMigration: {
    Type: 'Choice',
    Comment: 'Part of stage 4, where the service has one. Going back to an earlier release runs none.',
    Choices: [
      {
        Condition: '{% $exists($validated.restores) or $not($exists($plan.target.migration)) %}',
        Next: 'DeployApplication',
      },
      { Condition: '{% $exists($plan.target.migration.check) %}', Next: 'CheckMigration' },
    ],
    Default: 'BackUpDatabase',
  },

  CheckMigration: runMachine('Hook', {
    Comment:
      'The release itself says whether its migration would lose anything. No retry: a check that failed has spoken, and the configuration has to say destructive.',
    Name: `{% $plan.deploymentId & '-migration-check' %}`,
    Input: {
      target: '{% $plan.target %}',
      hook: '{% $plan.target.migration.check %}',
      taskDefinition: '{% $release.taskDefinition %}',
      facts: {
        purpose: 'MigrationCheck',
        service: '{% $plan.target.service %}',
        environment: '{% $plan.target.environment %}',
        region: '{% $plan.target.region %}',
        deploymentId: '{% $plan.deploymentId %}',
        image: '{% $release.image.uri %}',
      },
    },
    TimeoutSeconds: 1300,
    Catch: [failsAs('MigrationRefused')],
    Next: 'BackUpDatabase',
  }),

  BackUpDatabase: lambda(backUpDatabase, {
    Comment: 'A snapshot to go back to, before anything of the database changes. Looks every 15 s for at most an hour.',
    Payload: { plan: '{% $plan %}' },
    Assign: { snapshot: '{% $states.result.Payload.snapshot %}' },
    Retry: [until('SnapshotUnderWay', { every: 15, for: '1 h' }), transient(), crash()],
    Catch: [onFailure('RollBack')],
    Next: 'RunMigration',
  }),

  RunMigration: runMachine('Hook', {
    Comment: 'One task of the release migrates. No retry: what half a migration has done is for a person to look at.',
    Name: `{% $plan.deploymentId & '-migration' %}`,
    Input: {
      target: '{% $plan.target %}',
      hook: '{% $plan.target.migration.run %}',
      taskDefinition: '{% $release.taskDefinition %}',
      facts: {
        purpose: 'Migration',
        service: '{% $plan.target.service %}',
        environment: '{% $plan.target.environment %}',
        region: '{% $plan.target.region %}',
        deploymentId: '{% $plan.deploymentId %}',
        image: '{% $release.image.uri %}',
        snapshot: '{% $snapshot %}',
      },
    },
    TimeoutSeconds: 1300,
    Catch: [failsAs('MigrationFailed')],
    Next: 'DeployApplication',
  }),
};
