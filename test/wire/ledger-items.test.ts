import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { DynamoDeploymentLock } from '#adapters/ledger/dynamo-deployment-lock.ts';
import { DynamoDeploymentQueue } from '#adapters/ledger/dynamo-deployment-queue.ts';
import { DynamoHistory } from '#adapters/ledger/dynamo-history.ts';
import { DynamoLedger } from '#adapters/ledger/dynamo-ledger.ts';
import { itemIn } from '#adapters/ledger/ledger-stream.ts';
import { DynamoFailoverLedger } from '#adapters/regions/dynamo-failover-ledger.ts';
import { ledgerVersion } from '#wire/ledger-version.ts';

type Item = Readonly<Record<string, unknown>>;

/** A table whose every item is this one. */
const tableOf = (item: Item | undefined) => {
  const writes: object[] = [];
  const send = async ({ input }: { readonly input: object }) => {
    writes.push(input);
    return { Item: item, Items: item === undefined ? [] : [item] };
  };
  return { writes, client: { send } as never as DynamoDBDocumentClient };
};

const digest = `sha256:${'a'.repeat(64)}`;
const release = { image: { repository: 'api', digest, uri: `api@${digest}`, label: 'v1' }, taskDefinition: 'api:1' };
const state = { pk: 'service#api', sk: 'state', state: { live: 'blue', release, deploymentId: 'd-1' } };
const stateIn = (item: Item) => new DynamoLedger(tableOf(item).client, 'ledger').state('api');

describe('an item of the ledger', () => {
  it('is read as it was written, also by a Sluice that wrote no version yet', async () => {
    expect(await stateIn(state)).toEqual(state.state);
    expect(await stateIn({ ...state, version: ledgerVersion })).toEqual(state.state);
  });

  it('that a newer Sluice wrote is refused, with what to do', async () => {
    await expect(stateIn({ ...state, version: ledgerVersion + 1 })).rejects.toThrow(
      `The ledger's item service#api state has the form ${ledgerVersion + 1}, and this Sluice reads forms up to ${ledgerVersion}. A newer Sluice wrote it: deploy that one again.`,
    );
  });

  it('that is damaged is refused, with each fault and its place', async () => {
    const damaged = { ...state, state: { ...state.state, live: 'red', release: { ...release, image: {} } } };
    await expect(stateIn(damaged)).rejects.toThrow(/service#api state is not as .*state\.live.*state\.release\.image/s);
  });

  it('is refused wherever it is read', async () => {
    const newer = tableOf({ pk: 'p', sk: 's', version: ledgerVersion + 1 }).client;
    const reads = {
      lock: () => new DynamoDeploymentLock(newer, 'ledger').holder('api'),
      queue: () => new DynamoDeploymentQueue(newer, 'ledger').all('api'),
      history: () => new DynamoHistory(newer, 'ledger').latest('api', 1),
      standing: () => new DynamoFailoverLedger(newer, 'ledger').standing(),
      run: () => new DynamoFailoverLedger(newer, 'ledger').run('r-1'),
    };
    for (const [what, read] of Object.entries(reads)) await expect(read(), what).rejects.toThrow('A newer Sluice');
    const image = { pk: { S: 'service#api' }, sk: { S: 'wait' }, version: { N: String(ledgerVersion + 1) } };
    expect(() => itemIn(image)).toThrow('A newer Sluice');
  });
});

describe('what is written to the ledger', () => {
  it('has the version, also in the first write', async () => {
    const { writes, client } = tableOf(undefined);
    const entry = { deploymentId: 'd-1', service: 'api', requestId: 'r-1', startedAt: '2026-01-01T00:00:00Z' };
    const asked = { ...entry, execution: 'e', image: 'v1', requestedBy: 'ada', reason: 'a release' };
    await new DynamoLedger(client, 'ledger').admit(asked, '2026-01-01T03:00:00Z');
    await new DynamoDeploymentQueue(client, 'ledger').enter(asked);
    await new DynamoLedger(client, 'ledger').keep('api', 'd-1', { release });
    const parts = writes.flatMap((write) =>
      'TransactItems' in write ? (write.TransactItems as object[]) : 'UpdateExpression' in write ? [write] : [],
    );
    expect(parts).toHaveLength(7);
    for (const part of parts) expect(JSON.stringify(part)).toMatch(/"(:version|version)":1|"#f\d":"version"/);
  });
});
