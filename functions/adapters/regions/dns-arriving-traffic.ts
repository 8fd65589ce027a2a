import { type CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import type { Arrival, ArrivingTraffic } from '#ports/regions/arriving-traffic.ts';
import { textsOf } from './dns-lookup.ts';

interface Place {
  /** A name with the same health check as the users' own; its text is the region that serves. */
  readonly serving: string;
  readonly region: string;
  /** As the metrics know it: `app/name/id`. */
  readonly loadBalancer: string;
}

const lookBackMs = 3 * 60 * 1000;

/** Asks for a name as a client would, and for the requests that the load balancer has counted. */
export class DnsArrivingTraffic implements ArrivingTraffic {
  readonly #metrics: CloudWatchClient;
  readonly #place: Place;

  constructor(metrics: CloudWatchClient, place: Place) {
    this.#metrics = metrics;
    this.#place = place;
  }

  async seen(): Promise<Arrival> {
    const { serving, region } = this.#place;
    const [texts, requests] = await Promise.all([textsOf(serving), this.#requests()]);
    return { nameLeadsHere: texts.includes(region), ...(requests !== undefined && { requests }) };
  }

  async #requests(): Promise<number | undefined> {
    const now = Date.now();
    const Dimensions = [{ Name: 'LoadBalancer', Value: this.#place.loadBalancer }];
    const { MetricDataResults = [] } = await this.#metrics.send(
      new GetMetricDataCommand({
        StartTime: new Date(now - lookBackMs),
        EndTime: new Date(now),
        MetricDataQueries: [
          {
            Id: 'requests',
            MetricStat: {
              Metric: { Namespace: 'AWS/ApplicationELB', MetricName: 'RequestCount', Dimensions },
              Period: 60,
              Stat: 'Sum',
            },
          },
        ],
      }),
    );
    const values = MetricDataResults[0]?.Values ?? [];
    return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0);
  }
}
