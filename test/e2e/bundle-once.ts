import { bundleFunctions } from '#constructs/workflows/function-bundles.ts';

/** Before the files start: each would find nothing bundled, and all would bundle the same at the same time. */
export default function bundleOnce(): void {
  bundleFunctions();
}
