import { describe, expect, it } from 'vitest';
import { resolve } from '#config/resolve/resolve.ts';
import { routePriority } from '#config/resolve/route-priority.ts';
import { file, service } from './support/inputs.ts';

describe('the priority of a route', () => {
  it.each([
    [{ host: 'api.example.com' }, { host: '*.example.com' }],
    [{ host: '*.api.example.com' }, { host: '*.example.com' }],
    [{ host: '*' }, { path: '/a/very/long/path/that/says/exactly/what/it/wants/from/the/service' }],
    [{ path: '/api/v2/*' }, { path: '/api/*' }],
    [{ path: '/api' }, { path: '/api*' }],
    [{ path: '/a*' }, { path: '/*' }],
  ])('puts %j before %j', (first, second) => {
    expect(routePriority(first)).toBeLessThan(routePriority(second));
  });

  it('is one that the load balancer accepts', () => {
    for (const rule of [
      { host: 'a.b' },
      { host: '*' },
      { path: '/*' },
      { path: '/' },
      { path: `/${'x'.repeat(127)}` },
    ]) {
      expect(routePriority(rule)).toBeGreaterThanOrEqual(1);
      expect(routePriority(rule)).toBeLessThanOrEqual(50_000);
    }
  });

  it('stays when services come and go', () => {
    const api = service({ route: { path: '/api/*' } });
    const priorityOfApi = (others: object) =>
      resolve(file({ services: { ...others, api } })).environments[0]!.services.find(({ name }) => name === 'api')!
        .route.priority;
    expect(priorityOfApi({ web: service(), docs: service({ route: { path: '/docs/*' } }) })).toBe(priorityOfApi({}));
  });

  it('is the user’s where the user sets it', () => {
    const services = { api: service({ route: { priority: 12 } }) };
    expect(resolve(file({ services })).environments[0]!.services[0]!.route).toEqual({ path: '/*', priority: 12 });
  });
});
