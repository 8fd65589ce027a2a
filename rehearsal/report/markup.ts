/** Text that is markup already. Everything else put into `html` is escaped, so that forgetting to escape is impossible. */
export class Markup {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  toString(): string {
    return this.source;
  }
}

export type Part = Markup | string | number | undefined | readonly Part[];

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

// Control characters are not allowed in HTML, and a log line can contain them.
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

function escapeText(text: string): string {
  return text.replace(unprintable, '').replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

function write(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Markup) return part.source;
  if (typeof part === 'object') return part.map(write).join('');
  return escapeText(String(part));
}

/** A template whose values are escaped, unless they are markup; lists are joined and `undefined` leaves nothing. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  let source = strings[0] ?? '';
  parts.forEach((part, index) => {
    source += write(part) + (strings[index + 1] ?? '');
  });
  return new Markup(source);
}

/** One element, for drawings: their whitespace and attributes are easier to keep right in code than in a template. */
export function element(name: string, attributes: Record<string, string | number>, ...children: Part[]): Markup {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${write(value)}"`);
  return new Markup(`<${name}${written.join('')}>${write(children)}</${name}>`);
}
