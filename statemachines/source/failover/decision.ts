import { contract as askPerson } from '#steps/failover/ask-person.contract.ts';
import { contract as readCommand } from '#steps/failover/read-command.contract.ts';
import type { States } from '../definition.ts';
import { anythingElse, crash, evenIfItFails, lambda, transient } from '../fragments.ts';
import { endsFailed, onCancelled, onLockLost } from './catches.ts';

/** Where a person has to decide. */
export const decision: States = {
  AskPerson: lambda(askPerson, {
    Comment: 'Pages people with the numbers, and with what they can say.',
    Payload: { plan: '{% $plan %}', reasons: '{% $reasons %}' },
    Retry: [transient({ upTo: 5 }), crash(), anythingElse()],
    Catch: [evenIfItFails('WaitForCommand')],
    Next: 'WaitForCommand',
  }),

  WaitForCommand: {
    Type: 'Wait',
    Comment: 'A word is read within ten seconds; nothing else waits for it.',
    Seconds: 10,
    Next: 'ReadCommand',
  },

  ReadCommand: lambda(readCommand, {
    Comment: 'Reads whether a named person has decided by now.',
    Payload: { plan: '{% $plan %}' },
    Assign: { decided: '{% $states.result.Payload.decided %}', waited: '{% $waited + 1 %}' },
    Retry: [transient({ upTo: 5 }), crash(), anythingElse()],
    Catch: [onCancelled, onLockLost, endsFailed('The word of a person could not be read')],
    Next: 'IsDecided',
  }),

  IsDecided: {
    Type: 'Choice',
    Comment: 'After an hour it is held. A person then starts it by hand.',
    Choices: [
      { Condition: '{% $decided %}', Next: 'VerifyStandby' },
      { Condition: '{% $waited < 360 %}', Next: 'WaitForCommand' },
    ],
    Assign: { ending: 'held', reasons: `{% $append($reasons, 'No person decided within an hour') %}` },
    Default: 'IsFenceToLift',
  },
};
