import * as z from 'zod';

const person = z.string('who says so: a name').trim().min(1, 'who says so: a name');
const reason = z.string('why: a sentence').trim().min(1, 'why: a sentence');
const seconds = z.int('whole seconds').min(0, 'whole seconds').max(86_400, 'at most a day: 86400');

const said = <const Mode extends string, Shape extends z.ZodRawShape>(mode: Mode, shape: Shape) =>
  z.strictObject({ mode: z.literal(mode), ...shape });

/** What starts the machine: the watch, or a person in the console. Each field has the same check wherever it comes from. */
export const FailoverRequestSchema = z.discriminatedUnion('mode', [
  said('automatic', { reason, outageSince: z.iso.datetime() }),
  said('manual', { by: person, reason, force: z.boolean().default(false), acceptLossSeconds: seconds.exactOptional() }),
  said('drill', { by: person.default('an operator in the console'), reason: reason.default('a drill') }),
  said('failback', { by: person, reason }),
  said('hold', { by: person, reason }),
  said('lift', { by: person, reason }),
  said('cancel', { by: person, reason }),
  said('accept-loss', { by: person, reason, acceptLossSeconds: seconds }),
  /** The watch found a run whose execution died, or was stopped by hand. */
  said('resume', { runId: z.string().min(1), stopped: z.boolean() }),
]);

export type FailoverRequest = z.output<typeof FailoverRequestSchema>;
