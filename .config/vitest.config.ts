import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { StoriesFirst } from './test/sequencer.ts';

const machines = ['test/statemachines/**/*.test.ts', 'test/simulator/**/*.test.ts'];
const localCloud = ['test/e2e/**/*.test.ts', 'test/adapters/**/*.test.ts'];

/**
 * Files of these share the modules that a worker has loaded, which halves the time: the CDK alone takes two seconds to
 * import. Nothing may keep state in a module, and no test replaces one.
 */
const sharesModules = { isolate: false } as const;

/** Three kinds of test by what they need and how long they may take; CONTRIBUTING.md has the table. */
export default defineConfig({
  root: resolve(import.meta.dirname, '..'),
  test: {
    passWithNoTests: true,
    globalSetup: 'test/run-folder.ts',
    maxWorkers: 2,
    sequence: { sequencer: StoriesFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...machines, ...localCloud, 'test/guards/fixtures/**'],
          testTimeout: 10_000,
          ...sharesModules,
        },
      },
      { extends: true, test: { name: 'machines', include: machines, testTimeout: 60_000, ...sharesModules } },
      {
        extends: true,
        // Each file has a cloud of its own, and waits more than it works.
        test: {
          name: 'e2e',
          include: localCloud,
          globalSetup: ['test/run-folder.ts', 'test/e2e/bundle-once.ts'],
          maxWorkers: 4,
          testTimeout: 10 * 60_000,
          hookTimeout: 10 * 60_000,
        },
      },
    ],
  },
});
