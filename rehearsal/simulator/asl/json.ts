export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What another process would receive: no shared objects, and only what JSON can carry. */
export function throughJson(value: unknown): Json {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as Json);
}

/** Step Functions passes at most this many bytes of UTF-8 between states. */
export const PAYLOAD_LIMIT_BYTES = 262_144;

export function exceedsPayloadLimit(text: string): boolean {
  // A UTF-16 unit is at most three bytes of UTF-8: most texts need no counting.
  return text.length * 3 > PAYLOAD_LIMIT_BYTES && Buffer.byteLength(text) > PAYLOAD_LIMIT_BYTES;
}

/** The text of an object from the texts of its fields, without writing them again. */
export function textOfFields(texts: Readonly<Record<string, string>>): string {
  let fields = '';
  for (const [name, text] of Object.entries(texts)) fields += `${fields && ','}${JSON.stringify(name)}:${text}`;
  return `{${fields}}`;
}
