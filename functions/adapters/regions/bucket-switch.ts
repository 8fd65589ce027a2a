import { DeleteObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { type Portion, portions, portionsAt, type Share } from '#domain/failover/shares.ts';
import type { TakeoverSwitch } from '#ports/regions/takeover-switch.ts';

const prefix = 'standby-serves/';
const keyOf = (portion: Portion): string => `${prefix}${portion}`;

/** One public, empty object for each portion of the traffic: while it exists, the health check behind it is red. */
export class BucketSwitch implements TakeoverSwitch {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor(client: S3Client, bucket: string) {
    this.#client = client;
    this.#bucket = bucket;
  }

  async standbyShare(): Promise<number> {
    const { Contents = [] } = await this.#client.send(
      new ListObjectsV2Command({ Bucket: this.#bucket, Prefix: prefix }),
    );
    const keys = new Set(Contents.map(({ Key }) => Key));
    return portions.filter((portion) => keys.has(keyOf(portion))).reduce((sum, portion) => sum + portion, 0);
  }

  async giveStandby(share: Share): Promise<void> {
    const taken = portionsAt(share);
    await Promise.all(
      portions.map((portion) => (taken.includes(portion) ? this.#take(portion) : this.#giveBack(portion))),
    );
  }

  async #take(portion: Portion): Promise<void> {
    // It is read by the whole world and says nothing.
    await this.#client.send(new PutObjectCommand({ Bucket: this.#bucket, Key: keyOf(portion), Body: 'yes' }));
  }

  async #giveBack(portion: Portion): Promise<void> {
    await this.#client.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key: keyOf(portion) }));
  }
}
