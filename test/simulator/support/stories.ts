import { scenarioNamed } from '#rehearsal/scenarios/all.ts';
import type { Scenario } from '#rehearsal/scenarios/scenario.ts';
import { loadLibrary, type Library } from '#rehearsal/simulator/machines/library.ts';
import { targetOf } from '#rehearsal/simulator/world/target.ts';

export const library: Library = await loadLibrary();

export const target = targetOf({
  name: 'api',
  environment: 'production',
  region: 'us-east-1',
  repository: 'api',
  standbyRegion: 'eu-west-1',
  tasks: { min: 3, max: 20, vcpus: 1 },
  strategy: { name: 'short', steps: [{ weight: 100, bakeSeconds: 60 }] },
});

export const setting = { library, target };

export function story(name: string): Scenario {
  const found = scenarioNamed(name);
  if (found === undefined) throw new Error(`There is no scenario ${name}`);
  return found;
}

interface StateText {
  Next?: string;
  Default?: string;
  Assign?: Record<string, unknown>;
  Catch?: { ErrorEquals: string[]; Next: string }[];
  Items?: unknown;
  Choices?: { Condition: string; Next: string }[];
}

interface MachineText {
  StartAt: string;
  States: Record<string, StateText>;
}

/** A copy of the product in which one definition is damaged. */
export function damaged(machine: string, damage: (definition: MachineText) => void): Library {
  const definition = JSON.parse(library.definitions[machine] ?? '{}') as MachineText;
  damage(definition);
  return { ...library, definitions: { ...library.definitions, [machine]: JSON.stringify(definition) } };
}
