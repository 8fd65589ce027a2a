import type { Image } from '#domain/images/release.ts';
import type { Scan } from '#domain/images/scan-gate.ts';

/** Looks for known vulnerabilities in images. */
export interface ImageScanner {
  /** What was found so far. An image that nobody has scanned yet is scanned now. */
  scan(image: Image): Promise<Scan>;
}
