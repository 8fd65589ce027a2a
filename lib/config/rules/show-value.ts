import { inspect } from 'node:util';
import { secretKindOf } from './secret-values.ts';

const longest = 60;

/** A value as it appears in a message: short, on one line, and never a secret. */
export function showValue(value: unknown, name = ''): string {
  if (typeof value === 'string') return showText(value, name);
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return showKeys(Object.keys(value));
  return typeof value === 'function' ? 'a function' : inspect(value);
}

function showText(text: string, name: string): string {
  const kind = secretKindOf(name, text);
  if (kind !== undefined) return `(${kind}, not shown)`;
  const address = /^[a-z][a-z0-9+.-]*:\/\/[^/@?#]*/i.exec(text)?.[0];
  // The part after the host may be a token of an unknown kind.
  if (address !== undefined)
    return JSON.stringify(address.length < text.length ? `${shorten(address)}/…` : shorten(text));
  return JSON.stringify(shorten(text));
}

const shorten = (text: string) => (text.length <= longest ? text : `${text.slice(0, longest)}…`);

const showKeys = (keys: readonly string[]) => (keys.length === 0 ? '{}' : shorten(`{ ${keys.join(', ')} }`));
