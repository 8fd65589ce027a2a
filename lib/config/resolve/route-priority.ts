import type { RouteRule } from '#wire/service-specification.ts';

/** An ALB listener has 50,000 priorities: a hundred bands, and within a band a position by hash. */
const bandWidth = 500;
const firstPathBand = 51;
const lastBand = 99;

/**
 * A priority that depends only on the rule, so that it does not change when services are added or removed. More
 * specific rules come first: hosts, then long paths, then short ones, and `/*` last.
 */
export function routePriority({ path, host }: Pick<RouteRule, 'path' | 'host'>): number {
  const band = host === undefined ? pathBand(path ?? '/*') : hostBand(host);
  return 1 + band * bandWidth + (hash(host ?? path ?? '/*') % bandWidth);
}

const pathBand = (path: string) => Math.max(firstPathBand, lastBand - exactness(path));

const hostBand = (host: string) => (/[*?]/.test(host) ? Math.max(1, firstPathBand - 1 - exactness(host, 'tail')) : 0);

/** Characters that must match: those before a path's first wildcard, or after a host's last one. */
function exactness(pattern: string, part: 'head' | 'tail' = 'head'): number {
  const pieces = pattern.split(/[*?]/);
  const fixed = (part === 'head' ? pieces[0] : pieces.at(-1)) ?? '';
  // `/api` matches fewer requests than `/api*`.
  return fixed.length + (pieces.length === 1 ? 1 : 0);
}

/** FNV-1a distributes short texts well and is deterministic. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return value;
}
