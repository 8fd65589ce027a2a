import * as z from 'zod';
import type { SlotMinute } from '#domain/judge/minute.ts';
import { linesOfCsv } from './csv.ts';
import { jsonOf, type Line, SlotMinuteSchema, valueOrFaults } from './slot-minute.ts';

/** One recorded minute. The weight that it was recorded at is needed only where no schedule is given. */
export interface TraceMinute {
  readonly minute: number;
  readonly weight: number | undefined;
  readonly canary: SlotMinute;
  readonly live: SlotMinute;
}

const TraceMinuteSchema = z.object({
  minute: z.int('a whole number from 0').min(0, 'a whole number from 0'),
  weight: z.number('percent, 0 to 100').min(0, 'percent, 0 to 100').max(100, 'percent, 0 to 100').optional(),
  canary: SlotMinuteSchema,
  live: SlotMinuteSchema,
});

/** JSON lines, or CSV with a header. The first character shows which. */
export function readTrace(text: string): TraceMinute[] {
  const lines = text.trimStart().startsWith('{') ? linesOfJson(text) : linesOfCsv(text);
  const minutes = lines.map(({ value, line }) => ({ line, ...valueOrFaults(TraceMinuteSchema, value, line) }));
  if (minutes.length === 0) throw new Error('The trace has no minutes.');
  const seen = new Map<number, number>();
  return minutes.map(({ line, weight, ...minute }) => {
    const before = seen.get(minute.minute);
    if (before !== undefined) {
      throw new Error(`Line ${line}: "minute": ${minute.minute} was on line ${before} already.`);
    }
    seen.set(minute.minute, line);
    return { ...minute, weight };
  });
}

const linesOfJson = (text: string): Line[] =>
  text.split(/\r?\n/).flatMap((content, i) => {
    const line = i + 1;
    return content.trim() === '' ? [] : [{ line, value: jsonOf(content, line) }];
  });
