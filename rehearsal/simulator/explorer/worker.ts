import { parentPort, workerData } from 'node:worker_threads';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import { loadLibrary } from '../machines/library.ts';
import { tryBatch } from './explore.ts';
import type { Trial } from './trial.ts';

// Most trials have many errors that are retried: their stack traces took a seventh of the time.
Error.stackTraceLimit = 0;

const setting = { library: await loadLibrary(), target: workerData as ServiceTarget };

parentPort?.on('message', (batch: readonly Trial[]) => {
  // A rejection ends the worker, and the explorer with its error.
  void tryBatch(batch, setting).then((results) => parentPort?.postMessage(results));
});
