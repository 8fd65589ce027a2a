/** The commands of a script, each as its words. Enough of a shell for what documents show: quotes, `&&` and `|`. */
export function commandsIn(script: string): readonly (readonly string[])[] {
  const commands: string[][] = [];
  let words: string[] = [];
  for (const token of script.matchAll(tokens)) {
    const [text] = token;
    if (/^\s*\n|^&&$|^\|$/.test(text)) {
      if (words.length > 0) commands.push(words);
      words = [];
    } else if (text.trim() !== '') words.push(unquoted(text));
  }
  return words.length > 0 ? [...commands, words] : commands;
}

const tokens = /&&|\||\n|[^\S\n]+|(?:'[^']*'|"[^"]*"|[^\s'"|])+/g;

const unquoted = (word: string): string =>
  word.replaceAll(/'([^']*)'|"([^"]*)"/g, (_, single, double) => `${single ?? double}`);
