import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { HttpTestRoute } from '#adapters/traffic/http-test-route.ts';

const running: { close(): void; closeAllConnections(): void }[] = [];
afterEach(() => {
  for (const server of running.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function service(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  running.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const policy = { endpoints: ['/health'], timeoutSeconds: 1, tries: 2, minimumScore: 0.95 };

it('returns what each endpoint answers, a redirect included', async () => {
  const address = await service(({ url }, response) => {
    response.writeHead(url === '/health' ? 200 : 302, { location: 'http://127.0.0.1:9/' }).end('well');
  });
  const asked = { ...policy, endpoints: ['/health', '/login'] };
  expect(await new HttpTestRoute().ask([address], asked)).toEqual([
    { endpoint: '/health', status: 200 },
    { endpoint: '/health', status: 200 },
    { endpoint: '/login', status: 302 },
    { endpoint: '/login', status: 302 },
  ]);
});

it('treats a service that never answers as silent, after its time limit', async () => {
  const address = await service(() => {});
  const silent = { endpoint: '/health', problem: 'nothing within 1 s' };
  expect(await new HttpTestRoute().ask([address], policy)).toEqual([silent, silent]);
});

it('treats a connection that breaks as a bad answer', async () => {
  const address = await service((_, response) => response.destroy());
  const broken = { endpoint: '/health', problem: 'ECONNRESET' };
  expect(await new HttpTestRoute().ask([address], policy)).toEqual([broken, broken]);
});
