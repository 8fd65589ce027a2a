import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Sighting } from '#domain/canary/settled.ts';
import type { Sightings } from '#ports/sightings.ts';
import { sightingKey } from './ledger-keys.ts';

export class DynamoSightings implements Sightings {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async last(service: string, deploymentId: string): Promise<Sighting | undefined> {
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#table, Key: sightingKey(service), ConsistentRead: true }),
    );
    return Item?.['deploymentId'] === deploymentId ? (Item['sighting'] as Sighting) : undefined;
  }

  async keep(service: string, deploymentId: string, sighting: Sighting): Promise<void> {
    const Item = { ...sightingKey(service), deploymentId, sighting };
    await this.#client.send(new PutCommand({ TableName: this.#table, Item }));
  }
}
