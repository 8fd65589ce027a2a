import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { Unavailable } from '#domain/errors.ts';
import type { Hold, Runner, Standing } from '#domain/failover/standing.ts';
import { nothingSeen, type Watch } from '#domain/failover/watch.ts';
import type { AtWork, Begun, FailoverLedger, RunClosing, RunFacts } from '#ports/regions/failover-ledger.ts';
import type { Note, RunEntry, RunRecord } from '#domain/failover/run-record.ts';
import { setFields } from '#adapters/ledger/dynamo-fields.ts';
import { failoverKey, newItem, runKey } from '#adapters/ledger/ledger-keys.ts';
import { readItem } from '#adapters/ledger/read-item.ts';
import { failoverItem, newStanding } from '#wire/failover-items.ts';
import { ledgerVersion } from '#wire/ledger-version.ts';

type Key = Readonly<Record<string, string>>;

const standingKey = failoverKey('standing');
const watchKey = failoverKey('watch');

export class DynamoFailoverLedger implements FailoverLedger {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async standing(): Promise<Standing> {
    const { fence: _, ...standing } = await this.#standing();
    return standing;
  }

  async watch(): Promise<Watch> {
    return (await readItem(this.#client, this.#table, watchKey, failoverItem.watch))?.watch ?? nothingSeen;
  }

  async keepWatch(watch: Watch): Promise<void> {
    await this.#set(watchKey, { watch });
  }

  async hold(hold: Hold): Promise<void> {
    await this.#set(standingKey, { hold });
  }

  async lift(): Promise<void> {
    await this.#client.send(
      new UpdateCommand({
        TableName: this.#table,
        Key: standingKey,
        // A person who lifts it has looked at what went wrong.
        UpdateExpression: 'SET failures = :none REMOVE #hold',
        ExpressionAttributeNames: { '#hold': 'hold' },
        ExpressionAttributeValues: { ':none': 0 },
      }),
    );
  }

  async begin(entry: RunEntry, expiresAt: string): Promise<Begun> {
    const { runId, execution } = entry;
    const { running, fence: before } = await this.#standing();
    if (running?.runId === runId) return { kind: 'begun', fence: running.fence };
    if (running !== undefined) return { kind: 'busy', runner: running };
    if ((await this.run(runId)) !== undefined) return { kind: 'over' };
    const fence = before + 1;
    const record = newItem(runKey(runId), { entry, notes: [] });
    await this.#atOnce([
      { Update: this.#takes(fence, { runId, execution, fence, expiresAt }) },
      { Put: { TableName: this.#table, Item: record } },
    ]);
    return { kind: 'begun', fence };
  }

  async takeOver(runId: string, execution: string, expiresAt: string): Promise<Runner | undefined> {
    const { running } = await this.standing();
    if (running?.runId !== runId) return undefined;
    // The same execution again, after an answer that was lost.
    if (running.execution === execution) return running;
    const next = { runId, execution, fence: running.fence + 1, expiresAt };
    await this.#atOnce([{ Update: this.#takes(next.fence, next) }]);
    return next;
  }

  async run(runId: string): Promise<RunRecord | undefined> {
    const item = await this.#run(runId);
    if (item === undefined) return undefined;
    const { closedBy: _, ...record } = item;
    return record;
  }

  async atWork(runId: string): Promise<AtWork> {
    const [{ running }, record] = await Promise.all([this.standing(), this.run(runId)]);
    return { ...(running && { running }), ...(record?.word && { word: record.word }) };
  }

  async keep(runId: string, facts: RunFacts): Promise<void> {
    await this.#set(runKey(runId), facts);
  }

  async note(runId: string, note: Note): Promise<void> {
    await this.#client.send(
      new UpdateCommand({
        TableName: this.#table,
        Key: runKey(runId),
        UpdateExpression: 'SET notes = list_append(notes, :note)',
        ExpressionAttributeValues: { ':note': [note] },
      }),
    );
  }

  async close(closing: RunClosing): Promise<boolean> {
    const { runId, fence, outcome } = closing;
    const record = {
      TableName: this.#table,
      Key: runKey(runId),
      UpdateExpression: 'SET outcome = :outcome, closedBy = :fence',
      ExpressionAttributeValues: { ':outcome': outcome, ':fence': fence },
    };
    try {
      await this.#atOnce([{ Update: this.#letsGo(closing) }, { Update: record }]);
      return true;
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      // The same closing again after a lost response, or another execution's.
      const { running } = await this.standing();
      if (running?.runId === runId && running.fence === fence) throw error;
      return (await this.#run(runId))?.closedBy === fence;
    }
  }

  #takes(fence: number, running: Runner) {
    return {
      TableName: this.#table,
      Key: standingKey,
      UpdateExpression: 'SET fence = :fence, running = :running, version = :version',
      ConditionExpression: fence === 1 ? 'attribute_not_exists(fence)' : 'fence = :before',
      ExpressionAttributeValues: {
        ':fence': fence,
        ':running': running,
        ':version': ledgerVersion,
        ...(fence === 1 ? {} : { ':before': fence - 1 }),
      },
    };
  }

  #letsGo({ runId, fence, serving, counts, outcome }: RunClosing) {
    const failures = {
      'as-a-move': 'failures = :none',
      'as-a-failure': 'failures = if_not_exists(failures, :none) + :one',
    };
    const changes = [
      'serving = :serving',
      ...(counts === 'not-at-all' ? [] : [failures[counts]]),
      ...(counts === 'as-a-move' ? ['endedAt = :endedAt'] : []),
    ];
    return {
      TableName: this.#table,
      Key: standingKey,
      UpdateExpression: `SET ${changes.join(', ')} REMOVE running`,
      ConditionExpression: 'running.runId = :runId AND running.fence = :fence',
      ExpressionAttributeValues: {
        ':runId': runId,
        ':fence': fence,
        ':serving': serving,
        ...(counts === 'not-at-all' ? {} : { ':none': 0 }),
        ...(counts === 'as-a-failure' ? { ':one': 1 } : {}),
        ...(counts === 'as-a-move' ? { ':endedAt': outcome.endedAt } : {}),
      },
    };
  }

  /** Another writer at the same moment wins; reading again shows which. */
  async #atOnce(TransactItems: NonNullable<ConstructorParameters<typeof TransactWriteCommand>[0]['TransactItems']>) {
    try {
      await this.#client.send(new TransactWriteCommand({ TransactItems }));
    } catch (error) {
      if (!(error instanceof TransactionCanceledException || error instanceof ConditionalCheckFailedException))
        throw error;
      throw new Unavailable('Another execution wrote to the ledger at the same moment.', { cause: error });
    }
  }

  async #set(Key: Key, values: object): Promise<void> {
    await this.#client.send(setFields(this.#table, Key, values));
  }

  async #standing() {
    return (await readItem(this.#client, this.#table, standingKey, failoverItem.standing)) ?? newStanding;
  }

  #run(runId: string) {
    return readItem(this.#client, this.#table, runKey(runId), failoverItem.run);
  }
}
