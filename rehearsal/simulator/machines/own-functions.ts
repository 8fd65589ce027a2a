import type { Hooks } from '#domain/deployment/hook.ts';
import { behaviorOf, jobFailure } from '../../sample-service/behavior.ts';
import type { FunctionHandler } from '../asl/hooks.ts';

/** The service's own functions that its hooks name. The version that one is called for decides how it ends. */
export function ownFunctions(
  { smokeTest, onRollback }: Hooks,
  tagOf: (imageUri: string) => string,
): Readonly<Record<string, FunctionHandler>> {
  const names = [smokeTest, onRollback].flatMap((hook) => (hook && 'function' in hook ? [hook.function] : []));
  return Object.fromEntries(
    names.map((name): [string, FunctionHandler] => [
      name,
      async (facts) => {
        const { behavior } = behaviorOf(tagOf((facts as { image: string }).image));
        if (behavior.jobHangs) await new Promise(() => {});
        if (behavior.jobFails) throw Object.assign(new Error(jobFailure(name)), { name: 'AssertionError' });
      },
    ]),
  );
}
