import type { Image } from '#domain/images/release.ts';
import type { Scan } from '#domain/images/scan-gate.ts';
import type { ImageScanner } from '#ports/images/image-scanner.ts';
import type { VirtualClock } from '../../clock.ts';

const planted = { name: 'CVE-2099-0001', severity: 'CRITICAL', package: 'planted' };

/** Begins a scan at its first request. The tag decides the findings, as on the local cloud. */
export class SimulatedScanner implements ImageScanner {
  readonly #clock: VirtualClock;
  readonly #scanSeconds: number;
  readonly #tagOf: (digest: string) => string;
  readonly #begunAt = new Map<string, number>();

  constructor(clock: VirtualClock, scanSeconds: number, tagOf: (digest: string) => string) {
    this.#clock = clock;
    this.#scanSeconds = scanSeconds;
    this.#tagOf = tagOf;
  }

  async scan({ digest }: Image): Promise<Scan> {
    const now = this.#clock.now();
    const begunAt = this.#begunAt.get(digest) ?? now;
    this.#begunAt.set(digest, begunAt);
    if (now < begunAt + this.#scanSeconds * 1000) return { kind: 'under-way' };
    const tag = this.#tagOf(digest);
    if (tag.includes('-unscannable'))
      return { kind: 'impossible', reason: 'FAILED: UnsupportedImageError: no known package manager' };
    return { kind: 'complete', findings: tag.includes('-critical') ? [planted] : [] };
  }
}
