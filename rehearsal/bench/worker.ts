import { parentPort } from 'node:worker_threads';
import { playBatch, type BenchBatch } from './play-batch.ts';

parentPort?.on('message', (batch: BenchBatch) => parentPort?.postMessage(playBatch(batch)));
