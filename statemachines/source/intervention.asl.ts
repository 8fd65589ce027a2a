import { contract as answerWait } from '#steps/intervention/answer-wait.contract.ts';
import { crash, lambda, machine, onFailure, transient } from './fragments.ts';

export const definition = machine({
  Comment: `Gives a person's word to whatever waits for one: a bake, or a decision. Start it in the console with {"service": "api", "say": "roll back", "by": "your name", "reason": "why"}.`,
  StartAt: 'AnswerWait',
  TimeoutSeconds: 120,
  States: {
    AnswerWait: lambda(answerWait, {
      Comment: 'Writes the word down and gives it to the execution that waits.',
      Payload: { request: '{% $states.input %}', at: '{% $states.context.Execution.StartTime %}' },
      Assign: { answered: '{% $states.result.Payload %}' },
      Retry: [transient(), crash()],
      Catch: [onFailure('InterventionRefused')],
      Next: 'Answered',
    }),

    Answered: { Type: 'Succeed', Output: '{% $answered %}' },

    InterventionRefused: { Type: 'Fail', Error: '{% $failure.Error %}', Cause: '{% $failure.Cause %}' },
  },
});
