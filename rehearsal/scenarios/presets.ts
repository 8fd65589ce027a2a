import type { Stage } from '#domain/deployment/stages.ts';
import { judgingOf, type ShiftStep } from '#domain/strategy/strategy.ts';
import { StrategySchema } from '#wire/strategy.ts';
import { presetNames, strategyPresets, type StrategyPreset } from '#wire/strategy-presets.ts';
import type { Scenario } from './scenario.ts';

/** How a service may react to a deployment, and under which presets Sluice rolls it back. */
interface Behaviour {
  readonly title: string;
  readonly image: string;
  readonly live?: string;
  readonly requestsPerSecond?: number;
  readonly sentBackBy: readonly StrategyPreset[];
  /** Other presets do not bake long enough to detect it; all presets by default. */
  readonly onlyFor?: readonly StrategyPreset[];
  /** The stage in which it first differs from a good version. */
  readonly showsIn: Stage;
}

/** A bake of less than a minute is watched and not judged; at 100 % there is no old version to compare with. */
const comparesVersions = ({ weight, bakeSeconds }: ShiftStep): boolean => weight < 100 && bakeSeconds >= 60;

const canaries = presetNames.filter((name) => strategyPresets[name].steps.some(comparesVersions));
/** Presets that bake long enough to detect a fault. */
const patient: readonly StrategyPreset[] = [...canaries, 'blue-green'];

const behaviours: Readonly<Record<string, Behaviour>> = {
  good: { title: 'as good as the old one', image: 'v2', sentBackBy: [], showsIn: 'ShiftTraffic' },
  errors: {
    title: 'it fails one request in twenty',
    image: 'v2-errors',
    sentBackBy: patient,
    showsIn: 'ShiftTraffic',
  },
  'slow-tail': {
    title: 'one answer in ten takes ten times as long',
    image: 'v2-slow-tail',
    sentBackBy: canaries,
    showsIn: 'ShiftTraffic',
  },
  'fails-under-load': {
    title: 'it cannot carry the load',
    image: 'v2-fails-above-15',
    sentBackBy: patient,
    showsIn: 'ShiftTraffic',
  },
  'little-traffic': {
    title: 'it gets very little traffic, and no person decides',
    image: 'v2',
    requestsPerSecond: 0.1,
    sentBackBy: patient,
    showsIn: 'ShiftTraffic',
  },
  'shared-incident': {
    title: 'it fails as the old one does',
    image: 'v2-errors-20',
    live: 'v1-errors-20',
    sentBackBy: [],
    showsIn: 'ShiftTraffic',
  },
  'crash-at-start': {
    title: 'it crashes at start',
    image: 'v2-crash-at-start',
    sentBackBy: presetNames,
    showsIn: 'DeployApplication',
  },
  'never-healthy': {
    title: 'it never becomes healthy',
    image: 'v2-never-healthy',
    sentBackBy: presetNames,
    showsIn: 'DeployApplication',
  },
  'dies-later': {
    title: 'its tasks die a minute and a half after their start',
    image: 'v2-exits-after-90s',
    sentBackBy: patient,
    onlyFor: patient,
    showsIn: 'ShiftTraffic',
  },
  degraded: {
    title: 'it only seems healthy',
    image: 'v2-degraded',
    sentBackBy: presetNames,
    showsIn: 'VerifyHealth',
  },
};

function presetStory(preset: StrategyPreset, name: string, behaviour: Behaviour): Scenario {
  const { title, image, live = 'v1', requestsPerSecond = 60, sentBackBy, showsIn } = behaviour;
  const strategy = StrategySchema.parse(strategyPresets[preset]);
  const goesBack = sentBackBy.includes(preset);
  return {
    name: `${preset}:${name}`,
    title: `${preset}: ${title}`,
    story: `A version is deployed by the preset ${preset}: ${title}.`,
    given: { live, requestsPerSecond },
    when: [{ deploy: { image, steps: strategy.steps, judging: judgingOf(strategy), reason: title } }],
    then: {
      deployments: [goesBack ? 'failed' : 'succeeded'],
      live: goesBack ? live : image,
      // The failed requests of a bad version are counted, but break no promise.
      failedRequests: Number.MAX_SAFE_INTEGER,
    },
    ...(name !== 'good' && { differsFrom: showsIn }),
  };
}

/** One deployment for each of these presets and each behavior of a version: `canary-short:errors` and so on. */
export const presetStories = (presets: readonly StrategyPreset[] = presetNames): readonly Scenario[] =>
  presets.flatMap((preset) =>
    Object.entries(behaviours)
      .filter(([, { onlyFor = presetNames }]) => onlyFor.includes(preset))
      .map(([name, behaviour]) => presetStory(preset, name, behaviour)),
  );
