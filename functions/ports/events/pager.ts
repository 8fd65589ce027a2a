/** Wakes people up. */
export interface Pager {
  page(subject: string, words: string): Promise<void>;
}
