import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

/** What has to notice a changed decision: the decisions' own tests, and those of the steps and resources that hand them the facts. */
export default defineConfig({
  root: resolve(import.meta.dirname, '..'),
  test: { include: ['test/{domain,steps,resources}/**/*.test.ts'], testTimeout: 10_000 },
});
