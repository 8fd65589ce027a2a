import { join, resolve } from 'node:path';
import { anchorOf } from '../../../docs/.vitepress/anchors.ts';
import { formatPage } from '../../statemachines/readme/format-page.ts';
import { inputProgram } from './program.ts';
import { TypeText } from './type-text.ts';
import { type DescribedField, type DescribedType, typesIn } from './types.ts';

const root = resolve(import.meta.dirname, '../../..');
export const pagePath = join(root, 'docs/configuration-reference.md');

/** What users meet first comes first; every other type follows in the order of its file. */
const first = ['SluiceInput', 'ServiceInput', 'WorkerInput', 'WorkerOverride', 'EnvironmentInput'];

const introduction = `# Configuration reference

Every type and every field of \`sluice.config.ts\`. The [configuration guide](configuration.md) explains them by topic.

\`npm run document\` writes this page from the comments in \`lib/config/input\`, which your editor shows as well.`;

/** The page as the comments of today make it. */
export async function freshPage(): Promise<string> {
  const { files, checker } = inputProgram();
  const types = inReadingOrder(typesIn(files));
  const typeText = new TypeText(checker, new Set(types.map(({ name }) => name)));
  const known = new Set(types.flatMap(({ name, fields }) => fields.map((field) => `${name}.${field.name}`)));
  const sections = types.map((type) => sectionOf(type, typeText, known));
  return formatPage([introduction, ...sections, ...otherTypes(typeText)].join('\n\n'));
}

const rank = ({ name }: DescribedType): number => (first.includes(name) ? first.indexOf(name) : first.length);

const inReadingOrder = (types: readonly DescribedType[]): readonly DescribedType[] =>
  types.toSorted((one, other) => rank(one) - rank(other));

function sectionOf(type: DescribedType, typeText: TypeText, known: ReadonlySet<string>): string {
  const more = type.extends.map((name) => `It also has all fields of [${name}](#${anchorOf(name)}).`);
  const fields = type.fields.map((field) => fieldOf(type, field, typeText, known));
  return [`## ${type.name}`, linked(type.text, known), ...more, ...fields].join('\n\n');
}

function fieldOf(
  { name: owner }: DescribedType,
  { name, type, required, default: usual, text }: DescribedField,
  typeText: TypeText,
  known: ReadonlySet<string>,
): string {
  const facts = [
    `- **Type:** ${typeText.of(type)}`,
    `- **Required:** ${required ? 'yes' : 'no'}`,
    ...(usual === undefined ? [] : [`- **Default:** ${linked(valuesAsCode(usual), known)}`]),
  ];
  // A comment may end with a list, which the facts would continue.
  return [`### ${owner}.${name}`, facts.join('\n'), linked(text, known)].join('\n\n');
}

/** A quoted value is code, so that no viewer curls its quotes. */
const valuesAsCode = (text: string): string =>
  text.includes('`') ? text : text.replaceAll(/\[?'[^']+'\]?/g, (value) => `\`${value}\``);

/** "See \`ServiceInput.cpu\`" leads there, and \`docs/strategies.md\` to the page. */
const linked = (text: string, known: ReadonlySet<string>): string =>
  text
    .replaceAll(/`(\w+\.\w+)`/g, (said, place: string) => (known.has(place) ? `[${said}](#${anchorOf(place)})` : said))
    .replaceAll(/`docs\/([\w-]+\.md)`/g, (said, page: string) => `[${said}](${page})`);

const otherTypes = (typeText: TypeText): readonly string[] =>
  typeText.others.map(({ name, text }) => `## ${name}\n\n${text}`);
