import type { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect, it } from 'vitest';
import { AlbRegisteredTasks } from '#adapters/traffic/alb-registered-tasks.ts';
import { smallService } from './small-service.ts';

const states = ['healthy', 'unhealthy', 'initial', 'draining', 'unused', 'unavailable'];

it('names healthy and unhealthy tasks, and none that is starting or stopping', async () => {
  const TargetHealthDescriptions = states.map((State) => ({
    Target: { Id: State, Port: 3000 },
    TargetHealth: { State },
  }));
  const client = { send: async () => ({ TargetHealthDescriptions }) } as never as ElasticLoadBalancingV2Client;
  expect(await new AlbRegisteredTasks(client).addresses(smallService, 'blue')).toEqual([
    'healthy:3000',
    'unhealthy:3000',
  ]);
});
