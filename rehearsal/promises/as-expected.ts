import { isDeepStrictEqual } from 'node:util';
import { otherSlot, slots } from '#domain/slots/slot.ts';
import { liveSlot } from '#domain/slots/weights.ts';
import type { RegionPlot } from '../scenarios/regions/plot.ts';
import type { Ending, Expectation } from '../scenarios/scenario.ts';
import type { Observation, Remains } from './observation.ts';
import type { RegionRemains } from './region-remains.ts';

/** Whether an undisturbed story ended as it expects. */
export const endedAsExpected = (then: Expectation, endings: readonly Ending[], remains: Remains): boolean =>
  isDeepStrictEqual(endings, then.deployments) &&
  remains.recordedVersion === then.live &&
  isOnOneSlot(remains.observations) &&
  (then.shrinks !== true || (hasGrownAlone(remains.observations) && hasShrunk(remains.observations)));

const isOnOneSlot = (observations: readonly Observation[]): boolean =>
  observations.slice(-1).every(({ weights }) => liveSlot(weights) !== undefined);

/** The same of a story between two regions. */
export function regionsAsExpected({ then }: RegionPlot, { runs, share, pages }: RegionRemains): boolean {
  const ofNote = then.mayLookAgain ? runs.filter(({ outcome }) => outcome?.ending !== 'called-off') : runs;
  const endings = ofNote.map(({ outcome }) => outcome?.ending ?? 'open');
  const shortages = runs.flatMap(({ outcome }) => outcome?.stillToDo ?? []);
  return (
    isDeepStrictEqual(endings, then.runs) &&
    (share > 0 ? 'standby' : 'primary') === then.serving &&
    wereTold(pages, then.pages) &&
    runs.every(({ word }) => then.word === undefined || said(word, then.word)) &&
    (then.shortage === undefined || shortages.some((words) => then.shortage?.test(words)))
  );
}

const wereTold = (pages: readonly string[], due: readonly string[] = pages): boolean =>
  due.length === 0 ? pages.length === 0 : due.every((part) => pages.some((page) => page.includes(part)));

const said = (word: RegionRemains['runs'][number]['word'], due: NonNullable<RegionPlot['then']['word']>): boolean =>
  word?.kind === 'accept-loss' && word.by === due.by && word.acceptLossSeconds === due.acceptLossSeconds;

/** The slot with the traffic wants fewer tasks now than it once did. */
export function hasShrunk(observations: readonly Observation[]): boolean {
  const last = observations.at(-1);
  const live = last && liveSlot(last.weights);
  if (last === undefined || live === undefined) return false;
  const most = Math.max(...observations.map(({ slots: seen }) => seen[live].desired));
  return last.slots[live].desired < most;
}

/** A slot wanted more tasks than before while the other one had none and wanted none. */
export const hasGrownAlone = (observations: readonly Observation[]): boolean =>
  slots.some((slot) => {
    const alone = observations.filter(({ slots: seen }) => seen[otherSlot(slot)].desired === 0);
    return alone.some((seen, index) => seen.slots[slot].desired > (alone[index - 1]?.slots[slot].desired ?? Infinity));
  });
