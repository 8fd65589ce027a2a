import type { ProbeResult, ProbeResults } from '#ports/metrics/probe-results.ts';

const namespace = 'Sluice';
const ofSlot = ['environment', 'service', 'slot'];

/** A line of the log that CloudWatch reads metrics from: no call, so nothing that can fail. */
export class EmfProbeResults implements ProbeResults {
  readonly #write: (line: string) => void;
  readonly #now: () => number;

  constructor(write: (line: string) => void = (line) => process.stdout.write(`${line}\n`), now = () => Date.now()) {
    this.#write = write;
    this.#now = now;
  }

  tell({ environment, service, slot, score, checks }: ProbeResult): void {
    this.#metric(ofSlot, 'HealthScore', { environment, service, slot, HealthScore: score });
    for (const { check, score: CheckScore } of checks) {
      this.#metric([...ofSlot, 'check'], 'CheckScore', { environment, service, slot, check, CheckScore });
    }
  }

  #metric(dimensions: readonly string[], Name: string, values: Readonly<Record<string, string | number>>): void {
    const CloudWatchMetrics = [{ Namespace: namespace, Dimensions: [dimensions], Metrics: [{ Name, Unit: 'None' }] }];
    this.#write(JSON.stringify({ _aws: { Timestamp: this.#now(), CloudWatchMetrics }, ...values }));
  }
}
