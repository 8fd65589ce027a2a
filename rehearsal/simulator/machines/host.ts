import type { Step } from '#runtime/define-step.ts';
import type { StepContract } from '#runtime/define-contract.ts';
import type { Json } from '../asl/json.ts';
import { Invocation, type CallSurroundings } from './invocation.ts';

export type AnyStep = Pick<Step<StepContract, unknown>, 'contract' | 'call'>;

const requestId = '00000000-0000-0000-0000-000000000000';

/** Runs a step as Lambda would: with separate ports, within its timeout, and with the errors of a runtime that dies. */
export function hostStep(
  name: string,
  { contract, call }: AnyStep,
  around: CallSurroundings,
  ports: Readonly<Record<string, object>>,
): (payload: Json) => Promise<unknown> {
  return (payload) =>
    new Promise((resolve, reject) => {
      const fail = (error: Error) => {
        invocation.end();
        cancel();
        reject(error);
      };
      const died = (name: string, message: string) => fail(Object.assign(new Error(message), { name }));
      const invocation = new Invocation(name, around, () =>
        died('Runtime.ExitError', `RequestId: ${requestId} Error: Runtime exited with error: signal: killed`),
      );
      const timedOut = () =>
        died(
          'Sandbox.Timedout',
          `RequestId: ${requestId} Error: Task timed out after ${contract.timeoutSeconds}.00 seconds`,
        );
      const cancel = around.clock.after(contract.timeoutSeconds, timedOut);
      call(payload, invocation.portsOf(ports)).then((output) => {
        invocation.end();
        cancel();
        resolve(output);
      }, fail);
    });
}
