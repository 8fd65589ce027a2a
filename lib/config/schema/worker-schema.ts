import { z } from 'zod';
import { image, object, sized, text, whole } from './common-schema.ts';
import { ContainerInputSchema } from './container-schema.ts';
import { durationAllowed, secondsOf, type Duration } from './duration.ts';

const queueAllowed = 'the name of a queue: "webhooks", or "webhooks.fifo"';

const lasting = (min: number, max: number, allowed: string) =>
  z
    .custom<Duration>((value) => {
      const seconds = secondsOf(value);
      return seconds !== undefined && seconds >= min && seconds <= max;
    }, `${allowed}, ${durationAllowed}`)
    .transform((value) => secondsOf(value) ?? 0);

const halfDay = 12 * 3600;

/** The fields of a worker that an environment may override. */
export const changeableOfWorker = {
  ...sized,
  messagesPerTask: whole(1, 1_000_000).optional(),
  bake: lasting(0, 36 * 3600, 'from 0 s to 36 h').optional(),
};

export const workerShape = {
  image,
  queue: text(/^(?=.{1,80}$)[\w-]+(\.fifo)?$/, queueAllowed).optional(),
  limit: lasting(1, halfDay, 'from 1 s to 12 h').optional(),
  container: ContainerInputSchema.optional(),
  ...changeableOfWorker,
};

export const WorkerOverrideSchema = object(changeableOfWorker);
