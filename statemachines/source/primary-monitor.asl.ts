import { contract as watchPrimary } from '#steps/primary-monitor/watch-primary.contract.ts';
import { lambda, machine, startMachine, transient } from './fragments.ts';

export const definition = machine({
  Comment: 'Looks at the primary region every ten seconds, and starts a failover when it is down.',
  StartAt: 'BeginToLook',
  TimeoutSeconds: 240,
  States: {
    BeginToLook: {
      Type: 'Pass',
      Comment: 'Started every minute, and with an alarm of the primary whenever one changes.',
      Assign: {
        look: 1,
        failedLooks: 0,
        heard: `{% $exists($states.input.alarm) ? {'alarm': $states.input.alarm} : {} %}`,
      },
      Next: 'WatchPrimary',
    },

    WatchPrimary: lambda(watchPrimary, {
      Comment: 'Asks every source, remembers, and decides. A look that fails is one look.',
      Payload: '{% $heard %}',
      Assign: { seen: '{% $states.result.Payload %}', heard: {} },
      Retry: [transient({ upTo: 5, tries: 1 })],
      Catch: [{ ErrorEquals: ['States.ALL'], Assign: { failedLooks: '{% $failedLooks + 1 %}' }, Next: 'IsMinuteOver' }],
      Next: 'IsStartDue',
    }),

    IsStartDue: {
      Type: 'Choice',
      Comment: 'Most looks find everything well.',
      Choices: [{ Condition: `{% $seen.kind = 'start' %}`, Next: 'StartFailover' }],
      Default: 'IsMinuteOver',
    },

    StartFailover: startMachine('Failover', {
      Comment: 'Its name holds the minute, so that two looks start it once.',
      Name: '{% $seen.name %}',
      Input: '{% $seen.request %}',
      TimeoutSeconds: 10,
      Retry: [
        {
          ErrorEquals: ['StepFunctions.ThrottlingException', 'States.Timeout'],
          IntervalSeconds: 1,
          BackoffRate: 2,
          MaxAttempts: 3,
          JitterStrategy: 'FULL',
        },
      ],
      Catch: [{ ErrorEquals: ['StepFunctions.ExecutionAlreadyExistsException'], Next: 'AlreadyStarted' }],
      Next: 'IsMinuteOver',
    }),

    AlreadyStarted: {
      Type: 'Pass',
      Comment: 'Another look was quicker: that is as good.',
      Next: 'IsMinuteOver',
    },

    IsMinuteOver: {
      Type: 'Choice',
      Comment: 'The next minute brings the next execution.',
      Choices: [
        { Condition: '{% $failedLooks >= 3 %}', Next: 'MonitorDegraded' },
        { Condition: '{% $look < 10 %}', Assign: { look: '{% $look + 1 %}' }, Next: 'WaitForNextLook' },
      ],
      Default: 'Watched',
    },

    WaitForNextLook: {
      Type: 'Wait',
      Comment:
        'With the look itself, which takes up to 2 s, it makes less than ten: two bad looks are over in less than 30 s.',
      Seconds: 5,
      Next: 'WatchPrimary',
    },

    Watched: { Type: 'Succeed' },

    MonitorDegraded: {
      Type: 'Fail',
      Error: 'MonitorDegraded',
      Cause: 'Three looks of this minute failed: an outage of the primary would not be seen.',
    },
  },
});
