import { contract as takeOver } from '#steps/rollback/take-over.contract.ts';
import { contract as returnTraffic } from '#steps/rollback/return-traffic.contract.ts';
import { contract as confirmReturn } from '#steps/rollback/confirm-return.contract.ts';
import { contract as verifyReturn } from '#steps/rollback/verify-return.contract.ts';
import { contract as retireSlot } from '#steps/rollback/retire-slot.contract.ts';
import { contract as recordRollback } from '#steps/rollback/record-rollback.contract.ts';
import { crash, lambda, machine, runMachine, transient, until } from './fragments.ts';

export const definition = machine({
  Comment: 'Ends a failed deployment on the slot that is healthy: traffic first, then capacity, then the record.',
  StartAt: 'TakeOver',
  TimeoutSeconds: 3000,
  States: {
    TakeOver: lambda(takeOver, {
      Comment:
        'The execution that worked on the service until now is shut out. No catch: a rollback that fails is an alarm of its own, and the guardian starts another.',
      Payload: {
        service: '{% $states.input.service %}',
        deploymentId: '{% $states.input.deploymentId %}',
        execution: '{% $states.context.Execution.Id %}',
      },
      Assign: { request: '{% $states.input %}', found: '{% $states.result.Payload %}' },
      Retry: [transient(), crash()],
      Next: 'HowFarDidItCome',
    }),

    HowFarDidItCome: {
      Type: 'Choice',
      Comment: 'A deployment that was closed is left alone; one without a plan has changed nothing.',
      Choices: [
        { Condition: `{% $found.kind = 'nothing-to-undo' %}`, Next: 'NothingToUndo' },
        {
          Condition: `{% $found.kind = 'untouched' %}`,
          Next: 'RecordRollback',
          Assign: { record: `{% $merge([$request, {'fence': $found.fence}]) %}` },
        },
      ],
      Default: 'ReturnTraffic',
      Assign: { urgent: false, record: `{% $merge([$request, {'fence': $found.fence, 'found': $found.weights}]) %}` },
    },

    NothingToUndo: { Type: 'Succeed', Output: { outcome: 'nothing-to-undo' } },

    ReturnTraffic: lambda(returnTraffic, {
      Comment:
        'The healthy slot is given all traffic, and the tasks that it needs. Where nothing is wrong with the other one, traffic follows those tasks for at most 45 s. A rollback that fails otherwise is an alarm of its own, and the guardian starts another.',
      Payload: { plan: '{% $found.plan %}', failure: '{% $request.failure %}', urgent: '{% $urgent %}' },
      Assign: {
        returned: '{% $states.result.Payload %}',
        record: `{% $merge([$record, {'returned': $states.result.Payload}]) %}`,
      },
      Retry: [until('CapacityNotBack', { every: 5, for: '45 s' }), transient(), crash()],
      Next: 'LetWeightsSettle',
      Catch: [{ ErrorEquals: ['CapacityNotBack'], Assign: { urgent: true }, Next: 'ReturnTraffic' }],
    }),

    LetWeightsSettle: {
      Type: 'Wait',
      Comment:
        'A weight that was asked for just before the rollback shows within 5 s; only then does reading back tell the truth.',
      Seconds: 5,
      Next: 'ConfirmReturn',
    },

    ConfirmReturn: lambda(confirmReturn, {
      Comment:
        'Asked for is not in place: the load balancer is read. What is elsewhere after all is looked at and returned again.',
      Payload: { plan: '{% $found.plan %}', safe: '{% $returned.safe %}' },
      Retry: [until('WeightsNotInPlace', { every: 1, for: '10 s' }), transient(), crash()],
      Catch: [{ ErrorEquals: ['WeightsNotInPlace'], Next: 'ReturnTraffic' }],
      Next: 'VerifyReturn',
    }),

    VerifyReturn: lambda(verifyReturn, {
      Comment:
        'The slot is seen to have the tasks that it needs. Looks every 5 s for at most a minute; traffic is there in any case, and the record says what was seen.',
      Payload: { plan: '{% $found.plan %}', safe: '{% $returned.safe %}' },
      Assign: { record: `{% $merge([$record, {'verified': $states.result.Payload}]) %}` },
      Retry: [until('CapacityNotBack', { every: 5, for: '1 min' }), transient(), crash()],
      Catch: [
        {
          ErrorEquals: ['States.ALL'],
          Assign: { record: `{% $merge([$record, {'unverified': $states.errorOutput}]) %}` },
          Next: 'RetireSlot',
        },
      ],
      Next: 'RetireSlot',
    }),

    RetireSlot: lambda(retireSlot, {
      Comment:
        'The other slot stops once its traffic is gone. Looks every 5 s for at most 15 minutes; traffic is safe even if it lingers. Traffic that is there after all is returned again.',
      Payload: { plan: '{% $found.plan %}', safe: '{% $returned.safe %}' },
      Retry: [
        until('TrafficNotGone', { every: 5, for: '10 s' }),
        until('RolloutUnderWay', { every: 5, for: '15 min' }),
        transient(),
        crash(),
      ],
      Catch: [
        { ErrorEquals: ['TrafficNotGone'], Next: 'ReturnTraffic' },
        {
          ErrorEquals: ['States.ALL'],
          Assign: { record: `{% $merge([$record, {'lingering': $states.errorOutput}]) %}` },
          Next: 'IsThereAHook',
        },
      ],
      Next: 'IsThereAHook',
    }),

    IsThereAHook: {
      Type: 'Choice',
      Comment: 'Where the service has one, and a version that could have left something behind.',
      Choices: [
        {
          Condition: '{% $exists($found.plan.target.hooks.onRollback) and $exists($found.release) %}',
          Next: 'RunHook',
        },
      ],
      Default: 'RecordRollback',
    },

    RunHook: runMachine('Hook', {
      Comment: `The service's own hook, when traffic is safe. Whatever comes of it, the rollback goes on and says so. No retry: what it does may not be safe to do twice.`,
      Name: `{% $request.deploymentId & '-rollback-' & $found.fence %}`,
      Input: {
        target: '{% $found.plan.target %}',
        hook: '{% $found.plan.target.hooks.onRollback %}',
        taskDefinition: '{% $found.release.taskDefinition %}',
        facts: {
          purpose: 'RollbackHook',
          service: '{% $request.service %}',
          environment: '{% $found.plan.target.environment %}',
          region: '{% $found.plan.target.region %}',
          deploymentId: '{% $request.deploymentId %}',
          image: '{% $found.release.image.uri %}',
          slot: '{% $found.plan.shift.to %}',
          liveSlot: '{% $returned.safe %}',
          error: '{% $request.failure.Error %}',
        },
      },
      TimeoutSeconds: 1300,
      Assign: { record: `{% $merge([$record, {'hook': {}}]) %}` },
      Catch: [
        {
          ErrorEquals: ['States.ALL'],
          Assign: { record: `{% $merge([$record, {'hook': {'failure': $states.errorOutput}}]) %}` },
          Next: 'RecordRollback',
        },
      ],
      Next: 'RecordRollback',
    }),

    RecordRollback: lambda(recordRollback, {
      Comment:
        'The ledger says what happened and where traffic is; the lock is free again. No catch: a rollback that fails is an alarm of its own, and the guardian starts another.',
      Payload: '{% $record %}',
      Output: '{% $states.result.Payload %}',
      Retry: [transient(), crash()],
      Next: 'RolledBack',
    }),

    RolledBack: { Type: 'Succeed' },
  },
});
