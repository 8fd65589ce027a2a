import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { Unavailable } from '#domain/errors.ts';
import type { Hold, Runner, Serving, Standing } from '#domain/failover/standing.ts';
import { nothingSeen, type Watch } from '#domain/failover/watch.ts';
import type {
  AtWork,
  Begun,
  FailoverLedger,
  Note,
  RunClosing,
  RunEntry,
  RunFacts,
  RunRecord,
} from '#ports/regions/failover-ledger.ts';
import { setFields } from '#adapters/ledger/dynamo-fields.ts';
import { failoverKey, runKey } from '#adapters/ledger/ledger-keys.ts';

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
    const item = await this.#item(standingKey);
    return {
      serving: (item?.['serving'] as Serving | undefined) ?? 'primary',
      failures: Number(item?.['failures'] ?? 0),
      ...pick<'hold', Hold>('hold', item),
      ...pick<'running', Runner>('running', item),
      ...pick<'endedAt', string>('endedAt', item),
    };
  }

  async watch(): Promise<Watch> {
    return ((await this.#item(watchKey))?.['watch'] as Watch | undefined) ?? nothingSeen;
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
    const item = await this.#item(standingKey);
    const running = item?.['running'] as Runner | undefined;
    if (running?.runId === runId) return { kind: 'begun', fence: running.fence };
    if (running !== undefined) return { kind: 'busy', runner: running };
    if ((await this.run(runId)) !== undefined) return { kind: 'over' };
    const fence = Number(item?.['fence'] ?? 0) + 1;
    const record = { ...runKey(runId), entry, notes: [] };
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
    const item = await this.#item(runKey(runId));
    if (item === undefined) return undefined;
    const { pk: _, sk: __, closedBy: ___, ...record } = item;
    return record as unknown as RunRecord;
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
      // The same closing again, after an answer that was lost; or somebody else's.
      const { running } = await this.standing();
      if (running?.runId === runId && running.fence === fence) throw error;
      return (await this.#item(runKey(runId)))?.['closedBy'] === fence;
    }
  }

  #takes(fence: number, running: Runner) {
    return {
      TableName: this.#table,
      Key: standingKey,
      UpdateExpression: 'SET fence = :fence, running = :running',
      ConditionExpression: fence === 1 ? 'attribute_not_exists(fence)' : 'fence = :before',
      ExpressionAttributeValues: {
        ':fence': fence,
        ':running': running,
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

  /** Somebody who wrote at the same moment wins; looking again tells who. */
  async #atOnce(TransactItems: NonNullable<ConstructorParameters<typeof TransactWriteCommand>[0]['TransactItems']>) {
    try {
      await this.#client.send(new TransactWriteCommand({ TransactItems }));
    } catch (error) {
      if (!(error instanceof TransactionCanceledException || error instanceof ConditionalCheckFailedException))
        throw error;
      throw new Unavailable('The ledger was written by somebody else at the same moment.', { cause: error });
    }
  }

  async #set(Key: Key, values: object): Promise<void> {
    await this.#client.send(setFields(this.#table, Key, values));
  }

  async #item(Key: Key): Promise<Record<string, unknown> | undefined> {
    const { Item } = await this.#client.send(new GetCommand({ TableName: this.#table, Key, ConsistentRead: true }));
    return Item;
  }
}

const pick = <Name extends string, T>(name: Name, item: Record<string, unknown> | undefined) =>
  (item?.[name] === undefined ? {} : { [name]: item[name] }) as Partial<Record<Name, T>>;
