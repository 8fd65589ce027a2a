import { element, type Markup } from './markup.ts';

const colors = 4;

/** The class that gives a version the same color in every chart. */
export function color(versions: string[], version: string): string {
  return `version-${Math.max(0, versions.indexOf(version)) % colors}`;
}

const drawings = {
  area: element('rect', { y: 1, width: 22, height: 10, rx: 1.5 }),
  line: element('path', { d: 'M0 6H22' }),
  dashed: element('path', { d: 'M0 6H22', 'stroke-dasharray': '5 3' }),
};

export function swatch(label: string, drawing: keyof typeof drawings, className: string): Markup {
  const box = { class: `${className} ${drawing}`, width: 22, height: 12, 'aria-hidden': 'true' };
  return element('span', { class: 'key' }, element('svg', box, drawings[drawing]), label);
}
