import type { Errands } from '#domain/errand.ts';
import { behaviorOf, jobFailure } from '../../sample-service/behavior.ts';
import type { FunctionHandler } from '../asl/hooks.ts';

/** The service's own functions that its errands name: how each ends is for the version to say that it is called for. */
export function ownFunctions(
  { smokeTest, onRollback }: Errands,
  tagOf: (imageUri: string) => string,
): Readonly<Record<string, FunctionHandler>> {
  const names = [smokeTest, onRollback].flatMap((errand) => (errand && 'function' in errand ? [errand.function] : []));
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
