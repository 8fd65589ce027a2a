import { Resolver } from 'node:dns/promises';
import type { Destination } from './traffic.ts';

export interface KnownByName {
  /** The local cloud's endpoint, whose port is that of its name server, too. */
  readonly endpoint: string;
  readonly name: string;
  /** How many times faster the cloud's clock runs: DNS answers expire by that clock. */
  readonly clockSpeed: number;
  /** Names that lead to one place each, and the label of that place. */
  readonly places: Readonly<Record<string, string>>;
}

/** Enough that each portion of the traffic has some of them. */
const clientCount = 24;
const askAgainMs = 200;

interface Client {
  address: string;
  askAgain: NodeJS.Timeout;
}

/**
 * Clients that know a service by its name alone. Each asks the name server and caches the answer for as long as that
 * allows, so a change reaches them one after the other.
 */
export class ClientsByName {
  readonly #known: KnownByName;
  readonly #resolver = new Resolver({ timeout: 1000, tries: 2 });
  readonly #clients: Client[] = [];
  #places: ReadonlyMap<string, string> = new Map();
  #turn = 0;

  private constructor(known: KnownByName) {
    this.#known = known;
    this.#resolver.setServers([`127.0.0.1:${new URL(known.endpoint).port}`]);
  }

  static async meet(known: KnownByName): Promise<ClientsByName> {
    const clients = new ClientsByName(known);
    await clients.#begin();
    return clients;
  }

  async #begin(): Promise<void> {
    const places = Object.entries(this.#known.places).map(async ([name, place]) => {
      const [address = ''] = await this.#resolver.resolve4(name);
      return [address, place] as const;
    });
    this.#places = new Map(await Promise.all(places));
    for (let number = 0; number < clientCount; number++) {
      const { address, ttl } = await this.#ask();
      const client: Client = { address, askAgain: setTimeout(() => {}) };
      // They did not all ask at the same moment.
      this.#askLater(client, (ttl * (number + 1)) / clientCount);
      this.#clients.push(client);
    }
  }

  /** Where the next request goes: clients take turns. */
  readonly resolve = (): Destination => {
    const { hostname, port } = new URL(this.#known.endpoint);
    const { address = '' } = this.#clients[this.#turn++ % this.#clients.length] ?? {};
    const place = this.#places.get(address) ?? address;
    return { host: hostname, port: Number(port), hostHeader: this.#known.name, address, place };
  };

  /** The percentage of clients that send requests to each place. */
  believing(place: string): number {
    const those = this.#clients.filter(({ address }) => this.#places.get(address) === place);
    return (100 * those.length) / this.#clients.length;
  }

  leave(): void {
    for (const { askAgain } of this.#clients) clearTimeout(askAgain);
    this.#clients.length = 0;
  }

  async #ask(): Promise<{ address: string; ttl: number }> {
    const [found] = await this.#resolver.resolve4(this.#known.name, { ttl: true });
    if (found === undefined) throw new Error(`${this.#known.name} leads nowhere`);
    return found;
  }

  #askLater(client: Client, seconds: number): void {
    client.askAgain = setTimeout(() => void this.#askAgain(client), (seconds * 1000) / this.#known.clockSpeed);
  }

  async #askAgain(client: Client): Promise<void> {
    try {
      const { address, ttl } = await this.#ask();
      client.address = address;
      this.#askLater(client, ttl);
    } catch {
      // A name server that is slow once is asked again, as clients do.
      client.askAgain = setTimeout(() => void this.#askAgain(client), askAgainMs);
    }
  }
}
