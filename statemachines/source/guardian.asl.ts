import { contract as findAbandoned } from '#steps/guardian/find-abandoned.contract.ts';
import { contract as dispatchNext } from '#steps/guardian/dispatch-next.contract.ts';
import { crash, lambda, machine, startMachine, transient } from './fragments.ts';

export const definition = machine({
  Comment:
    'Looks after every service: starts a rollback where no execution works any more, and calls the next in the queue. Runs every minute and whenever an execution ends.',
  StartAt: 'FindAbandoned',
  TimeoutSeconds: 300,
  States: {
    FindAbandoned: lambda(findAbandoned, {
      Comment:
        'Stopped by hand, timed out, out of memory, its event lost: all look the same from here. No catch: it looks again in a minute.',
      Payload: {},
      Assign: { abandoned: '{% $states.result.Payload %}' },
      Retry: [transient(), crash()],
      Next: 'RollBackEach',
    }),

    RollBackEach: {
      Type: 'Map',
      Comment: `One rollback for each; its name holds the lock's number and the minute, so that it is started once, and again where it came to nothing.`,
      Items: '{% $abandoned %}',
      MaxConcurrency: 5,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'INLINE' },
        StartAt: 'StartRollback',
        States: {
          StartRollback: startMachine('Rollback', {
            Comment: 'Another guardian may have been quicker: that is as good.',
            Name: `{% $states.input.deploymentId & '-' & $states.input.fence & '-' & $replace($substring($states.context.State.EnteredTime, 0, 16), /[-:]/, '') %}`,
            Input: {
              service: '{% $states.input.service %}',
              deploymentId: '{% $states.input.deploymentId %}',
              failure: { Error: 'Abandoned', Cause: `{% 'The deployment was not finished: ' & $states.input.why %}` },
            },
            TimeoutSeconds: 30,
            Retry: [
              {
                ErrorEquals: ['StepFunctions.ThrottlingException', 'States.Timeout'],
                IntervalSeconds: 1,
                BackoffRate: 2,
                MaxAttempts: 5,
                JitterStrategy: 'FULL',
              },
            ],
            Catch: [{ ErrorEquals: ['StepFunctions.ExecutionAlreadyExistsException'], Next: 'AlreadyStarted' }],
            End: true,
          }),

          AlreadyStarted: {
            Type: 'Pass',
            Comment: 'The rollback of this number is on its way.',
            End: true,
          },
        },
      },
      Next: 'DispatchNext',
    },

    DispatchNext: lambda(dispatchNext, {
      Comment:
        'A request in the queue goes on as soon as its service is free. No catch: it is called again in a minute.',
      Payload: {},
      Output: { rolledBack: '{% $count($abandoned) %}', called: '{% $states.result.Payload %}' },
      Retry: [transient(), crash()],
      End: true,
    }),
  },
});
