/** `JudgeCanary` in words: `Judge canary`. */
export function inWords(name: string): string {
  const words = name.replace(/(?<!^)([A-Z])/g, ' $1').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const comparisons: readonly (readonly [RegExp, string])[] = [
  [/\s*<=\s*/g, ' at most '],
  [/\s*>=\s*/g, ' at least '],
  [/\s*!=\s*/g, ' is not '],
  [/\s*<\s*/g, ' below '],
  [/\s*>\s*/g, ' above '],
  [/\s*=\s*/g, ' is '],
];

/** A condition as words: `{% $index < 3 %}` is `index below 3`. Mermaid reads most signs as its own, even in quotes. */
export function condition(expression: string): string {
  const text = expression.replace(/^\{%\s*|\s*%\}$/g, '').replace(/[$"'#|]/g, '');
  return comparisons.reduce((words, [sign, word]) => words.replace(sign, word), text);
}
