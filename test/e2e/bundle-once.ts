import { bundleFunctions } from '#constructs/workflows/function-bundles.ts';

/** Runs before the files start: otherwise all of them would bundle the same functions at the same time. */
export default function bundleOnce(): void {
  bundleFunctions();
}
