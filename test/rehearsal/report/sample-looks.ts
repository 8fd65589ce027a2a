import { readFileSync } from 'node:fs';
import type { JudgeLook } from '#rehearsal/record.ts';
import { replay } from '#rehearsal/backtest/replay.ts';
import { policyOfTrace } from '#rehearsal/backtest/schedule.ts';
import { readTrace } from '#rehearsal/backtest/trace.ts';

/** The recorded canary that fails under load, as a rehearsal with a minute of 6 seconds would keep it. */
export function sampleLooks(): JudgeLook[] {
  const trace = readTrace(readFileSync('rehearsal/backtest/sample.jsonl', 'utf8'));
  return replay(policyOfTrace(trace).policy, trace).looks.map(({ recorded, step, weight, verdict }) => ({
    elapsedSeconds: 60 + 6 * recorded.minute,
    minute: recorded.minute,
    step,
    weight,
    evidence: verdict.evidence,
    rollbackAt: verdict.rollbackAt,
    canary: recorded.canary,
    live: recorded.live,
    explanation: verdict.explanation,
  }));
}
