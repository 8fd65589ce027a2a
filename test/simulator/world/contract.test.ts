import { describe } from 'vitest';
import { minuteMs } from '#domain/canary/measured-minute.ts';
import { VirtualClock } from '#rehearsal/simulator/clock.ts';
import { SeededRandom } from '#rehearsal/simulator/random.ts';
import { SimulatedFailoverLedger } from '#rehearsal/simulator/regions/failover-ledger.ts';
import { SimulatedPrimaryState } from '#rehearsal/simulator/regions/primary-state.ts';
import { SimulatedCatalogue } from '#rehearsal/simulator/world/compute/service-catalogue.ts';
import { drawKnobs } from '#rehearsal/simulator/world/knobs.ts';
import { SimulatedMetrics } from '#rehearsal/simulator/world/metrics/metric-source.ts';
import { MinuteBook } from '#rehearsal/simulator/world/metrics/minute-book.ts';
import { SimulatedWorld } from '#rehearsal/simulator/world/world.ts';
import { catalogueKeepsItsWord } from '#test/adapters/contract/catalogue.ts';
import { failoverLedgerKeepsItsWord } from '#test/adapters/contract/failover-ledger.ts';
import { ledgerKeepsItsWord } from '#test/adapters/contract/ledger.ts';
import { primaryStateKeepsItsWord } from '#test/adapters/contract/primary-state.ts';
import { registryKeepsItsWord } from '#test/adapters/contract/registry.ts';
import { quotaKeepsItsWord } from '#test/adapters/contract/task-quota.ts';
import { metricsKeepTheirWord } from '#test/adapters/contract/metrics.ts';
import { scannerKeepsItsWord } from '#test/adapters/contract/scanner.ts';
import { shiftMemoryKeepsItsWord } from '#test/adapters/contract/shift-memory.ts';
import { snapshotsKeepTheirWord } from '#test/adapters/contract/snapshots.ts';
import { slotsKeepTheirWord, type SlotsUnderTest } from '#test/adapters/contract/slots.ts';
import { target } from '../support/stories.ts';

const clock = new VirtualClock();
const random = new SeededRandom(1);
const knobs = drawKnobs(random.fork('knobs'));
const world = new SimulatedWorld({ clock, random, knobs, target, requestsPerSecond: 0 });
for (const tag of ['v1', 'v2-crash-at-start', 'v2-critical', 'v2-unscannable']) world.push(tag);

async function eventually<T>(ask: () => Promise<T>, wished: (answer: T) => boolean): Promise<T> {
  for (let waited = 0; ; waited++) {
    const answer = await ask();
    if (wished(answer)) return answer;
    if (waited > 600) throw new Error(`Not within ten minutes; the last answer was ${JSON.stringify(answer)}`);
    await clock.runFor(1);
  }
}

async function image(tag: string) {
  const found = await world.registry.find('api', tag);
  if (found === undefined) throw new Error(`${tag} has not been pushed`);
  return found;
}

describe('the simulated ledger', () => ledgerKeepsItsWord(() => world.ports));
describe('the simulated memory of a shift', () => shiftMemoryKeepsItsWord(() => world.ports));
describe('the simulated memory of failovers', () =>
  failoverLedgerKeepsItsWord(async () => new SimulatedFailoverLedger()));
describe('the simulated state of the primary', () => primaryStateKeepsItsWord(async () => new SimulatedPrimaryState()));
describe('the simulated registry', () =>
  registryKeepsItsWord({ registry: () => world.registry, standbyRegion: 'eu-west-1', eventually }));
describe('the simulated quota', () =>
  quotaKeepsItsWord({
    quota: () => world.ports.quota,
    use: async (vcpus) => {
      world.quota.used = vcpus;
    },
  }));
describe('the simulated scanner', () => scannerKeepsItsWord({ scanner: () => world.ports.scanner, image, eventually }));
describe('the simulated snapshots', () =>
  snapshotsKeepTheirWord({ snapshots: () => world.ports.snapshots, eventually }));
describe('the simulated slots', () => {
  const slots: SlotsUnderTest = { ...world.ports, target, image, eventually };
  slotsKeepTheirWord(() => slots);
});
describe('the simulated metrics', () => {
  const longAgo = clock.now() - 24 * 3600 * 1000;
  const book = new MinuteBook();
  const source = new SimulatedMetrics(clock, () => book, knobs.metricLagSeconds);
  const own = new Map<string, number>();
  source.own = ({ name }, slot, at) => own.get(`${name} ${slot} ${at}`);
  metricsKeepTheirWord(() => ({
    ...{ source, target, longAgo },
    serve: async (slot, at, { requests, failing, slow }) =>
      book.add(slot, at, at + minuteMs, requests / 60, {
        failingShare: failing / requests,
        ...{ p50Ms: 50, p90Ms: 50, p99Ms: slow > 0 ? 2000 : 50 },
        slowerThan: (ms) => (ms < 2000 ? slow / requests : 0),
      }),
    measure: async ({ name }, slot, at, value) => void own.set(`${name} ${slot} ${at}`, value),
  }));
});
describe('the simulated catalogue', () => {
  const targets = [target, { ...target, service: 'web' }];
  catalogueKeepsItsWord(() => new SimulatedCatalogue(targets), targets);
});
