import { stripVTControlCharacters } from 'node:util';

// Scripts that terminals draw two columns wide, and emoji.
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const zeroWidth = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** One line without characters that could move the cursor: notes contain log lines of unknown programs. */
export function clean(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/\s+/g, ' ')
    .replace(/\p{Cc}/gu, '');
}

function columnsOf(character: string): number {
  if (zeroWidth.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

export function columns(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + columnsOf(character), 0);
}

/** The beginning of the text that fits, with an ellipsis where something is missing. */
export function cut(text: string, room: number): string {
  if (columns(text) <= room) return text;
  let [kept, used] = ['', 0];
  for (const character of text) {
    if (used + columnsOf(character) > room - 1) break;
    kept += character;
    used += columnsOf(character);
  }
  return room < 1 ? '' : `${kept.trimEnd()}…`;
}

export function padEnd(text: string, room: number): string {
  return text + ' '.repeat(Math.max(0, room - columns(text)));
}
