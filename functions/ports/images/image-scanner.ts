import type { Image } from '#domain/images/release.ts';
import type { Scan } from '#domain/images/scan-gate.ts';

/** Looks for known vulnerabilities in images. */
export interface ImageScanner {
  /** What was found so far. Starts a scan if there was none. */
  scan(image: Image): Promise<Scan>;
}
