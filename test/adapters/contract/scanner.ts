import { expect, it } from 'vitest';
import type { Image } from '#domain/images/release.ts';
import type { ImageScanner } from '#ports/images/image-scanner.ts';

export interface ScannerUnderTest {
  scanner(): ImageScanner;
  image(tag: string): Promise<Image>;
  eventually<T>(ask: () => Promise<T>, wished: (answer: T) => boolean): Promise<T>;
}

/** What a scanner promises of images that have been pushed and not yet scanned. */
export function scannerKeepsItsWord({ scanner, image, eventually }: ScannerUnderTest): void {
  const scanned = async (tag: string) => {
    const pushed = await image(tag);
    expect(await scanner().scan(pushed)).toEqual({ kind: 'under-way' });
    return eventually(
      () => scanner().scan(pushed),
      ({ kind }) => kind !== 'under-way',
    );
  };

  it('scans an image at the first call, and finds nothing in a clean one', async () => {
    expect(await scanned('v1')).toEqual({ kind: 'complete', findings: [] });
  });

  it('names what it found, how severe it is and where it is', async () => {
    const finding = { name: 'CVE-2099-0001', severity: 'CRITICAL', package: 'planted' };
    expect(await scanned('v2-critical')).toEqual({ kind: 'complete', findings: [finding] });
  });

  it('says why it cannot scan an image', async () => {
    expect(await scanned('v2-unscannable')).toEqual({
      kind: 'impossible',
      reason: expect.stringContaining('UnsupportedImageError'),
    });
  });
}
