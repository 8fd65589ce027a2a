import type { States } from '../definition.ts';
import { runMachine } from '../fragments.ts';

/** How a deployment ends. */
export const endings: States = {
  DeploymentSucceeded: { Type: 'Succeed' },

  RollBack: runMachine('Rollback', {
    Comment: 'Whichever slot is healthy gets the traffic. No retry: the machine retries each of its steps.',
    Name: '{% $validated.deploymentId %}',
    Input: {
      service: '{% $validated.target.service %}',
      deploymentId: '{% $validated.deploymentId %}',
      failure: '{% $failure %}',
    },
    TimeoutSeconds: 3600,
    Catch: [
      { ErrorEquals: ['States.ALL'], Assign: { rollbackFailure: '{% $states.errorOutput %}' }, Next: 'RollbackFailed' },
    ],
    Next: 'DeploymentRolledBack',
    Assign: { outcome: '{% $states.result.Output %}' },
  }),

  DeploymentRefused: {
    Type: 'Fail',
    Error: '{% $failure.Error %}',
    Cause: `{% $contains($failure.Cause, '"errorMessage"') ? $parse($failure.Cause).errorMessage : $failure.Cause %}`,
  },

  DeploymentRolledBack: {
    Type: 'Fail',
    Error: '{% $failure.Error %}',
    Cause: '{% $exists($outcome.why) ? $outcome.why : $failure.Cause %}',
  },

  RollbackFailed: {
    Type: 'Fail',
    Error: 'RollbackFailed',
    Cause: `{% 'The guardian tries again within a minute. The rollback failed with ' & $rollbackFailure.Error & ' after the deployment failed with ' & $failure.Error & ': ' & $failure.Cause %}`,
  },
};
