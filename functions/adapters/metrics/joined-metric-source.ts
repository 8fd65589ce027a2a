import { joinMetrics, type MetricValue } from '#domain/canary/join-metrics.ts';
import type { MeasuredMinute } from '#domain/canary/measured-minute.ts';
import { metricsFrom, type MetricSourceName } from '#domain/strategy/own-metric.ts';
import type { MetricProviders } from '#ports/metrics/metric-provider.ts';
import type { Measuring, MetricSource } from '#ports/metrics/metric-source.ts';
import type { TrafficMetrics } from '#ports/metrics/traffic-metrics.ts';

/** Reads traffic and, from the provider that each metric names, the user's own metrics. One that fails fails them all. */
export class JoinedMetricSource implements MetricSource {
  readonly #traffic: TrafficMetrics;
  readonly #providers: MetricProviders;

  constructor(traffic: TrafficMetrics, providers: MetricProviders) {
    this.#traffic = traffic;
    this.#providers = providers;
  }

  async minutes(what: Measuring): Promise<readonly MeasuredMinute[]> {
    const sources = Object.keys(this.#providers) as MetricSourceName[];
    const [traffic, ...values] = await Promise.all([
      this.#traffic.minutes(what),
      ...sources.map((source) => this.#valuesFrom(source, what)),
    ]);
    return joinMetrics(traffic, values.flat());
  }

  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- it ties a provider to its own metrics
  async #valuesFrom<Source extends MetricSourceName>(source: Source, what: Measuring): Promise<readonly MetricValue[]> {
    const { target, from, until } = what;
    const metrics = metricsFrom(source, what.ownMetrics);
    return metrics.length === 0 ? [] : this.#providers[source].values({ target, from, until, metrics });
  }
}
