import type { HistoryEvent } from './history.ts';

/** As much of a document as a line can show. */
const SHOWN = 160;

const ORDER = ['name', 'resource', 'index', 'error', 'cause', 'timeoutInSeconds', 'input', 'parameters', 'output'];

/** A history for people: one line an event, time since the start, what happened, and what it was about. */
export function renderHistory(history: readonly HistoryEvent[]): string {
  const [start, last] = [history[0], history.at(-1)];
  if (!start || !last) return '(nothing happened)';
  const width = String(last.id).length;
  const lines = history.map((event) => {
    const elapsed = formatSeconds((Date.parse(event.timestamp) - Date.parse(start.timestamp)) / 1000);
    const id = `#${String(event.id).padStart(width)}`;
    return `${id}  ${elapsed.padStart(11)}  ${event.type.padEnd(24)} ${describe(event.details)}`.trimEnd();
  });
  return [`started ${start.timestamp}`, ...lines].join('\n');
}

function describe(details: Readonly<Record<string, unknown>>): string {
  const known = ORDER.filter((key) => details[key] !== undefined);
  return known.map((key) => (key === 'name' ? String(details[key]) : `${key}=${shorten(details[key])}`)).join(' ');
}

function shorten(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}… (${text.length} characters)`;
}

/** `0.000 s`, `1:02:03.500 h`: short for seconds, readable for a day. */
function formatSeconds(seconds: number): string {
  if (seconds < 60) return `+${seconds.toFixed(3)}`;
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = (seconds % 60).toFixed(3).padStart(6, '0');
  return `+${hours}:${String(minutes).padStart(2, '0')}:${rest}`;
}
