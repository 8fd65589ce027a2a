import { oldWords } from './vocabulary.ts';

/** What a file of this repository never contains, whatever it is written in. */
interface Ban {
  readonly pattern: RegExp;
  readonly remedy: string;
}

// Each pattern is written so that it does not find itself in this file.
const bansInText: readonly Ban[] = [
  {
    pattern: /(?<![\w.~-])\/(?:home|work|Users)\//,
    remedy: 'a path of one machine: name things from the root of the repository',
  },
  {
    pattern: /\b(?:TO(?:DO)|FIX(?:ME))\b/,
    remedy: 'a note without an owner: do it, or write it where work is planned',
  },
  { pattern: /^(?:<{7}|>{7}) /, remedy: 'the leavings of a merge' },
];

const bansInVocabulary: readonly Ban[] = oldWords.map(({ pattern, instead }) => ({
  pattern,
  remedy: `a word of no vocabulary: write ${instead}`,
}));

const bansInCode: readonly Ban[] = [
  {
    pattern: /(?:\/\/|\/\*)\s*eslint-disable(?!.* -- \S)/,
    remedy: 'a rule switched off without a reason: end the comment with ` -- why`',
  },
];

/** The list itself, its examples and the licence. */
const namesOldWords = /^(?:\.config\/hygiene\/vocabulary\.ts|test\/guards\/vocabulary\.test\.ts|LICENSE)$/;

const registry = 'https://registry.npmjs.org/';
const bansInLocks: readonly Ban[] = [
  {
    pattern: new RegExp(`"resolved": "(?!${registry})`),
    remedy: `a package from another place than ${registry}: install it from there, or without "resolved"`,
  },
  { pattern: /^\s*(?:@\S+:)?registry\s*=/, remedy: 'a registry of one machine belongs into the .npmrc of its user' },
];

/** Every fault of one file, as `path:line: what and what to do`. */
export function faultsOf(path: string, text: string): string[] {
  const bans = bansFor(path);
  return text
    .split('\n')
    .flatMap((line, index) =>
      bans.filter(({ pattern }) => pattern.test(line)).map(({ remedy }) => `${path}:${index + 1}: ${remedy}`),
    );
}

function bansFor(path: string): readonly Ban[] {
  if (/(?:^|\/)(?:package-lock\.json|\.npmrc)$/.test(path)) return bansInLocks;
  const everywhere = namesOldWords.test(path) ? bansInText : [...bansInText, ...bansInVocabulary];
  return /\.[cm]?[jt]s$/.test(path) ? [...everywhere, ...bansInCode] : everywhere;
}
