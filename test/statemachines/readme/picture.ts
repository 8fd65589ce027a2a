import { type Definition, type State, innerDefinitions } from '../definition.ts';
import { describeNext, describeWaysOut, waysOut } from './arrows.ts';
import { readingOrder } from './reading-order.ts';
import { inWords } from './words.ts';

/** A Mermaid flowchart of a definition: the way to success in full lines, what errors lead to in dashed ones. */
export function pictureOf(definition: Definition): string {
  const { lines, good, bad } = drawing(definition);
  const stages = Object.entries(definition.States).flatMap(([name, state]) => (stageOf(state) ? [name] : []));
  return [
    'flowchart TD',
    ...lines.map((line) => `  ${line}`),
    '  classDef good stroke:#1a7f37,stroke-width:2px',
    '  classDef bad stroke:#cf222e,stroke-width:2px',
    ...(stages.length > 0 ? ['  classDef stage fill:#ddf4ff,stroke:#0969da,stroke-width:3px'] : []),
    ...(stages.length > 0 ? [`  class ${stages.join(',')} stage`] : []),
    ...(good.length > 0 ? [`  class ${good.join(',')} good`] : []),
    ...(bad.length > 0 ? [`  class ${bad.join(',')} bad`] : []),
  ].join('\n');
}

interface Drawing {
  readonly lines: readonly string[];
  readonly good: readonly string[];
  readonly bad: readonly string[];
}

function drawing(definition: Definition): Drawing {
  const order = readingOrder(definition);
  const stateOf = (name: string) => definition.States[name] as State;
  const inside = new Map(order.map((name) => [name, innerDefinitions(stateOf(name)).map(drawing)]));
  const groups = groupsWithOneCatch(order, stateOf);
  const grouped = new Set(groups.flatMap(({ members }) => members));
  const draw = (name: string) => node(name, stateOf(name), inside.get(name) ?? []);
  const ends = (type: State['Type']) => order.filter((name) => stateOf(name).Type === type);
  const within = [...inside.values()].flat();
  return {
    lines: [
      ...order.flatMap((name) => {
        const group = groups.find(({ members }) => members[0] === name);
        if (group) return subgraph(group.id, 'if anything fails here', group.members.flatMap(draw));
        return grouped.has(name) ? [] : draw(name);
      }),
      ...order.flatMap((name) => describeNext(name, stateOf(name))),
      ...groups.map(({ id, next }) => `${id} -.-> ${next}`),
      ...describeWaysOut(order.filter((name) => !grouped.has(name)).flatMap((name) => waysOut(name, stateOf(name)))),
    ],
    good: [...ends('Succeed'), ...within.flatMap(({ good }) => good)],
    bad: [...ends('Fail'), ...within.flatMap(({ bad }) => bad)],
  };
}

interface Group {
  readonly id: string;
  readonly members: readonly string[];
  readonly next: string;
}

/** Eight dashed arrows into one state hide the rest: three or more in a row become a frame with one arrow. */
function groupsWithOneCatch(order: readonly string[], stateOf: (name: string) => State): Group[] {
  const runs: { members: string[]; next: string | undefined }[] = [];
  for (const name of order) {
    const next = soleCatch(stateOf(name));
    const last = runs.at(-1);
    if (last && next !== undefined && last.next === next) last.members.push(name);
    else runs.push({ members: [name], next });
  }
  return runs.flatMap(({ members, next }, index) =>
    next !== undefined && members.length >= 3 ? [{ id: `together${index}`, members, next }] : [],
  );
}

const soleCatch = ({ Catch = [] }: State): string | undefined =>
  Catch.length === 1 && Catch[0]?.ErrorEquals[0] === 'States.ALL' ? Catch[0].Next : undefined;

function node(name: string, state: State, inner: readonly Drawing[]): string[] {
  if (inner.length > 0)
    return subgraph(
      name,
      inWords(name),
      inner.flatMap(({ lines }) => lines),
    );
  const [open, close] = shape(state);
  const stage = stageOf(state);
  return [`${name}${open}"${stage === undefined ? '' : `${stage} · `}${inWords(name)}"${close}`];
}

/** `Stage 3: …`: the beginning of the comment of a numbered state. */
const stageOf = ({ Comment }: State): string | undefined => /^Stage (\d+):/.exec(Comment ?? '')?.[1];

const subgraph = (id: string, title: string, lines: readonly string[]) => [
  `subgraph ${id} ["${title}"]`,
  ...lines.map((line) => `  ${line}`),
  'end',
];

function shape({ Type, Resource = '' }: State): readonly [string, string] {
  if (Type === 'Choice') return ['{', '}'];
  if (Type === 'Wait' || Resource.endsWith('.waitForTaskToken')) return ['{{', '}}'];
  if (Type === 'Succeed' || Type === 'Fail') return ['([', '])'];
  return Resource.includes(':states:startExecution') ? ['[[', ']]'] : ['[', ']'];
}
