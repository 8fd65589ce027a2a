import { html, type Markup } from './markup.ts';

// Each state has its own shape, so that readers can tell them apart without color.
const shapes = {
  held: html`<circle cx="8" cy="8" r="7.25" class="disc" /><path d="M4.6 8.3 7 10.7 11.5 5.7" />`,
  broken: html`<path d="M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5Z" class="disc" /><path
      d="m5.4 5.4 5.2 5.2m0-5.2-5.2 5.2"
    />`,
  failed: html`<path d="M8 1 15.3 14.4H.7Z" class="disc" /><path d="M8 6v3.8m0 2.1v.1" />`,
  running: html`<circle cx="8" cy="8" r="7" class="ring" /><path d="M8 4.2V8l2.6 1.7" class="on-page" />`,
  skipped: html`<circle cx="8" cy="8" r="7" class="ring" /><path d="M5 8h6" class="on-page" />`,
};

export type SymbolName = keyof typeof shapes;

/** Decoration beside a text that says the same, so it is hidden from screen readers. */
export function symbol(name: SymbolName, size = 16): Markup {
  return html`<svg class="symbol ${name}" viewBox="0 0 16 16" width="${size}" height="${size}" aria-hidden="true">
    ${shapes[name]}
  </svg>`;
}
