import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { primaryFence } from '#adapters/regions/remote-primary-fence.ts';

let silent: Server;
beforeAll(async () => {
  silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${(silent.address() as AddressInfo).port}`);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
});
afterAll(() => {
  vi.unstubAllEnvs();
  silent.closeAllConnections();
  silent.close();
});

const machine = 'arn:aws:states:us-east-1:000000000000:stateMachine:sluice-production-deployment';

it('a region that accepts a request and never answers soon times out', async () => {
  const fence = primaryFence('us-east-1', { rule: 'requested', bus: 'main', machine });
  const began = Date.now();
  await expect(fence.stopDeployments('a test')).rejects.toMatchObject({ name: 'Unavailable' });
  expect(Date.now() - began).toBeLessThan(4000);
});
