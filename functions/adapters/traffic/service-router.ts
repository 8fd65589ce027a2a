import type { ECSClient } from '@aws-sdk/client-ecs';
import type { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { SlotHealth } from '#domain/rollback/safe-slot.ts';
import { isWorker, type ServiceTarget } from '#domain/deployment/service-target.ts';
import type { Slot } from '#domain/slots/slot.ts';
import type { Weights } from '#domain/slots/weights.ts';
import type { TrafficRouter } from '#ports/traffic/traffic-router.ts';
import { AlbTrafficRouter } from './alb-traffic-router.ts';
import { EcsWorkerRouter } from './ecs-worker-router.ts';

/** The load balancer for services, the mark for workers. */
export class ServiceRouter implements TrafficRouter {
  readonly #requests: TrafficRouter;
  readonly #messages: TrafficRouter;

  constructor(loadBalancing: ElasticLoadBalancingV2Client, ecs: ECSClient) {
    this.#requests = new AlbTrafficRouter(loadBalancing);
    this.#messages = new EcsWorkerRouter(ecs);
  }

  weights(target: ServiceTarget): Promise<Weights> {
    return this.#of(target).weights(target);
  }

  setWeights(target: ServiceTarget, weights: Weights): Promise<void> {
    return this.#of(target).setWeights(target, weights);
  }

  addresses(target: ServiceTarget, slot: Slot): Promise<readonly string[]> {
    return this.#of(target).addresses(target, slot);
  }

  health(target: ServiceTarget, slot: Slot): Promise<SlotHealth> {
    return this.#of(target).health(target, slot);
  }

  #of(target: ServiceTarget): TrafficRouter {
    return isWorker(target) ? this.#messages : this.#requests;
  }
}
