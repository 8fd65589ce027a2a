const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34, cyan: 36 };

export type Color = keyof typeof codes;

export type Paint = (text: string, color: Color) => string;

export const colored: Paint = (text, color) => (text === '' ? '' : `\u001b[${codes[color]}m${text}\u001b[0m`);

export const uncolored: Paint = (text) => text;
