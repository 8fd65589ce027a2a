import { describe, expect, it } from 'vitest';
import { step as recordSuccess } from '#steps/deployment/record-success.step.ts';
import { step } from '#steps/deployment/validate-configuration.step.ts';
import { asWorker } from '#rehearsal/simulator/world/target.ts';
import { Account, api } from '../support/account.ts';

const execution = { name: 'abcd-1234-ef567890', startedAt: '2026-01-05T09:00:00.000Z' };
const validate = async (request: unknown, account = Account.empty()) =>
  step.call({ request, execution }, account.ports);

describe('a deployment request', () => {
  it('is complete with a service and an image: the rest comes from the configuration', async () => {
    expect(await validate({ service: 'api', image: 'v2' })).toEqual({
      deploymentId: '20260105T090000Z-api-ef567890',
      requestId: execution.name,
      target: api,
      image: 'v2',
      fromSource: false,
      strategy: api.strategy,
      onBusy: 'reject',
      dryRun: false,
      requestedBy: 'unknown',
      reason: 'no reason given',
    });
  });

  it('may bring its own strategy', async () => {
    const strategy = {
      name: 'quick',
      steps: [
        { weight: 50, bakeSeconds: 1 },
        { weight: 100, bakeSeconds: 0 },
      ],
    };
    expect((await validate({ service: 'api', image: 'v2', strategy })).strategy).toEqual(strategy);
  });

  it('may not split what a worker does', async () => {
    const target = asWorker(api);
    const ports = { ...Account.empty().ports, catalogue: { find: async () => target, names: async () => ['api'] } };
    const asking = async (weights: readonly number[]) => {
      const strategy = { name: 'own', steps: weights.map((weight) => ({ weight, bakeSeconds: 60 })) };
      return step.call({ request: { service: 'api', image: 'v2', strategy }, execution }, ports);
    };
    expect((await asking([100])).strategy.steps).toEqual([{ weight: 100, bakeSeconds: 60 }]);
    await expect(asking([50, 100])).rejects.toThrow('a worker has no traffic to split');
  });

  it('is the same request however often its event is delivered', async () => {
    const event = { 'detail-type': 'Deployment Requested', id: 'event-7', detail: { service: 'api', image: 'v2' } };
    expect(await validate(event)).toMatchObject({ requestId: 'event-7', image: 'v2' });
  });

  it('gets the same deployment id when the step is called again', async () => {
    const account = Account.empty();
    const first = await validate({ service: 'api', image: 'v2' }, account);
    await account.pass(60);
    expect(await validate({ service: 'api', image: 'v2' }, account)).toEqual(first);
  });
});

describe('a request for a commit', () => {
  const commit = 'c0ffee0000000000000000000000000000000000';

  it('names the image by the commit, and the image may be built', async () => {
    const catalogue = { find: async () => ({ ...api, buildProject: 'build-api' }), names: async () => ['api'] };
    const ports = { ...Account.empty().ports, catalogue };
    const request = { service: 'api', build: { commit } };
    expect(await step.call({ request, execution }, ports)).toMatchObject({ image: commit, fromSource: true });
  });

  it('is refused where the service has no build', async () => {
    await expect(validate({ service: 'api', build: { commit } })).rejects.toMatchObject({
      name: 'RequestRejected',
      message: expect.stringContaining('api has no image.build in its configuration'),
    });
  });

  it.each([
    [
      'both an image and a commit',
      { image: 'v2', build: { commit } },
      /image: .*or instead of it "build" or "restore"/,
    ],
    ['neither', {}, /image: .*or instead of it "build" or "restore"/],
    ['a branch', { build: { commit: 'main' } }, /build\.commit: the whole hash/],
  ])('is refused with %s', async (_, source, message) => {
    await expect(validate({ service: 'api', ...source })).rejects.toMatchObject({
      name: 'RequestRejected',
      message: expect.stringMatching(message),
    });
  });
});

describe('a bad request', () => {
  it('is refused with every fault at once', async () => {
    const request = { service: 'API', image: 'v2; rm -rf /', hurry: true };
    await expect(validate(request)).rejects.toMatchObject({
      name: 'RequestRejected',
      message: expect.stringMatching(/service: .*image: .*hurry/s),
    });
  });

  it.each([undefined, null, 'v2', 7, [], {}])('%j is refused as a request and changes nothing', async (request) => {
    const account = await Account.serving();
    const before = account.everything();
    await expect(validate(request, account)).rejects.toMatchObject({ name: 'RequestRejected' });
    expect(account.everything()).toEqual(before);
  });

  it('for an unknown service names those that are known', async () => {
    await expect(validate({ service: 'apj', image: 'v2' })).rejects.toMatchObject({
      name: 'RequestRejected',
      message: expect.stringContaining('there is no service "apj" in this environment; the services are: api'),
    });
  });

  it('with weights that do not grow says at which step', async () => {
    const strategy = {
      name: 'odd',
      steps: [
        { weight: 50, bakeSeconds: 1 },
        { weight: 50, bakeSeconds: 1 },
      ],
    };
    await expect(validate({ service: 'api', image: 'v2', strategy })).rejects.toThrow(/steps\.1\.weight/);
  });
});

describe('a request to restore', () => {
  async function withPast() {
    const account = await Account.serving();
    const plan = await account.admitted('d-1');
    const release = await account.besideLive('v2');
    await account.ports.ledger.keep('api', 'd-1', { release });
    await recordSuccess.call({ plan, release }, account.ports);
    return account;
  }

  it('brings back what was live before, all at once, by its digest and under its name', async () => {
    const { digest } = (await Account.empty().release('v1')).image;
    expect(await validate({ service: 'api', restore: true }, await withPast())).toMatchObject({
      image: `v1@${digest}`,
      restores: 'before-the-story',
      strategy: { steps: [{ weight: 100, bakeSeconds: 0 }] },
    });
  });

  it('brings back what a deployment brought that succeeded', async () => {
    const { digest } = (await Account.empty().release('v2')).image;
    const validated = await validate({ service: 'api', restore: 'd-1' }, await withPast());
    expect(validated).toMatchObject({ image: `v2@${digest}`, restores: 'd-1' });
  });

  it.each([
    ['nothing was live before', true],
    ['the deployment is unknown', 'd-9'],
  ])('is refused where %s', async (_, restore) => {
    const request = validate({ service: 'api', restore }, await Account.serving());
    await expect(request).rejects.toMatchObject({
      name: 'RequestRejected',
      message: expect.stringMatching(/^Deployment request: restore: /),
    });
  });

  it('is refused for a deployment that did not succeed', async () => {
    const account = await Account.serving();
    await account.admitted('d-1');
    await account.ports.ledger.keep('api', 'd-1', { release: await account.release('v2') });
    await expect(validate({ service: 'api', restore: 'd-1' }, account)).rejects.toThrow(
      /d-1 is not a successful deployment of api/,
    );
  });

  it.each([{ service: 'api' }, { service: 'api', image: 'v2', restore: true }])(
    '%j names neither or both of image and restore',
    async (request) => {
      await expect(validate(request)).rejects.toThrow(/image: .*or instead of it "build" or "restore"/);
    },
  );
});
