import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What was made of which files. Every path is relative to the root. */
export interface Made<T> {
  readonly startedAt: number;
  /** Where the making began: a file that nothing names yet changes the result as well. */
  readonly entries: readonly string[];
  readonly read: readonly string[];
  readonly written: readonly string[];
  readonly result: T;
}

interface Kept<T> {
  readonly entries: readonly string[];
  readonly files: readonly string[];
  readonly digest: string;
  readonly result: T;
}

/** Remembers in a file what was made, for as long as every file, read or written, has the same content. */
export class KeptBundles<T> {
  readonly #root: string;
  readonly #file: string;

  constructor(root: string, file: string) {
    this.#root = root;
    this.#file = file;
  }

  recall(entries: readonly string[]): T | undefined {
    try {
      const kept = JSON.parse(readFileSync(this.#file, 'utf8')) as Kept<T>;
      const same = kept.entries.join() === entries.join() && this.#digestOf(kept.files) === kept.digest;
      return same ? kept.result : undefined;
    } catch {
      return undefined;
    }
  }

  /** Not if a file changed meanwhile: it is unknown which content was read. */
  keep({ startedAt, entries, read, written, result }: Made<T>): void {
    if (read.some((path) => statSync(join(this.#root, path)).mtimeMs >= startedAt)) return;
    const files = [...read, ...written];
    const kept: Kept<T> = { entries, files, digest: this.#digestOf(files), result };
    mkdirSync(dirname(this.#file), { recursive: true });
    // Whole or not at all: another synth may read it at this moment.
    writeFileSync(`${this.#file}.${process.pid}`, JSON.stringify(kept));
    renameSync(`${this.#file}.${process.pid}`, this.#file);
  }

  #digestOf(files: readonly string[]): string {
    const hash = createHash('sha256');
    for (const file of files)
      hash
        .update(`${file}\0`)
        .update(readFileSync(join(this.#root, file)))
        .update('\0');
    return hash.digest('hex');
  }
}
