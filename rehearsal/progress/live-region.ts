import { stripVTControlCharacters } from 'node:util';
import { columns } from './text.ts';

const escape = '\u001b[';
const hideCursor = `${escape}?25l`;
const showCursor = `${escape}?25h`;
const eraseBelow = `${escape}J`;

/** A number of lines at the bottom of a terminal that are redrawn in place. */
export interface LiveRegion {
  width(): number;
  /** Draws the frame in the place of the last one; `above` goes over it and stays. */
  draw(frame: string[], above?: string[]): void;
  /** Leaves the last frame and gives the cursor back. */
  end(): void;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs `restore` however the process ends. A signal without another handler still ends the process. */
function onEveryEnd(restore: () => void): () => void {
  const handlers = signals.map((signal) => {
    const handler = () => {
      restore();
      if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
    };
    // First in line: the count above must still see handlers that run once.
    process.prependOnceListener(signal, handler);
    return [signal, handler] as const;
  });
  process.once('exit', restore);
  return () => {
    for (const [signal, handler] of handlers) process.off(signal, handler);
    process.off('exit', restore);
  };
}

export function openLiveRegion(stream: NodeJS.WriteStream): LiveRegion {
  let drawn: string[] = [];
  let ended = false;
  // Some terminals report 0 when the width is unknown.
  const width = () => Math.max(20, stream.columns || 80);

  // After the window became narrower a drawn line takes several rows.
  const rowsDrawn = () =>
    drawn.reduce((rows, line) => rows + Math.max(1, Math.ceil(columns(stripVTControlCharacters(line)) / width())), 0);

  const end = () => {
    if (ended) return;
    ended = true;
    forget();
    stream.write(showCursor);
  };
  const forget = onEveryEnd(end);
  stream.write(hideCursor);

  return {
    width,
    draw(frame, above = []) {
      if (ended) return;
      // Rows that have left the screen cannot be drawn over: keep to the last ones that fit.
      const visible = frame.slice(-Math.max(1, (stream.rows || 24) - 1));
      const rows = rowsDrawn();
      const up = rows === 0 ? '' : `${escape}${rows}A`;
      stream.write(`${up}\r${eraseBelow}${[...above, ...visible].map((line) => `${line}\n`).join('')}`);
      drawn = visible;
    },
    end,
  };
}
