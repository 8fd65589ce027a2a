import type { ElasticLoadBalancingV2Client, Rule } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, it } from 'vitest';
import { AlbTrafficRouter } from '#adapters/traffic/alb-traffic-router.ts';
import { trafficOf } from '#domain/deployment/traffic.ts';
import { smallService } from './small-service.ts';

/** A load balancer with one rule, which keeps its last change. */
function balancer() {
  const rule: Rule = {};
  const send = async ({ input }: { readonly input: Partial<Rule> }) => {
    if (input.Actions !== undefined) rule.Actions = input.Actions;
    return { Rules: [rule] };
  };
  return { rule, client: { send } as never as ElasticLoadBalancingV2Client };
}

const target = (more: object) => ({
  ...smallService,
  traffic: { ...trafficOf(smallService, 'alb'), ...more },
});

const stickinessAt = async (blue: number, more: object) => {
  const { rule, client } = balancer();
  const router = new AlbTrafficRouter(client);
  await router.setWeights(target(more), { blue, green: 100 - blue });
  expect(await router.weights(target(more))).toEqual({ blue, green: 100 - blue });
  return rule.Actions?.[0]?.ForwardConfig?.TargetGroupStickinessConfig;
};

describe('a user of a sticky service', () => {
  it('stays with a version while traffic is split', async () => {
    expect(await stickinessAt(25, { stickySeconds: 300 })).toEqual({ Enabled: true, DurationSeconds: 300 });
  });

  it.each([0, 100])('does not stay behind when one slot has all traffic: blue at %i %%', async (blue) => {
    expect(await stickinessAt(blue, { stickySeconds: 300 })).toEqual({ Enabled: false });
  });
});

it('chooses a version for every request by default', async () => {
  expect(await stickinessAt(25, {})).toEqual({ Enabled: false });
});
