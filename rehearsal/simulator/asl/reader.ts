import { refusal } from './fields.ts';
import { isObject } from './json.ts';
import type { Assignments } from './program.ts';
import { compileTemplate, type Template } from './expressions/template.ts';

export type Report = (state: string | undefined, place: string, problem: string) => void;

/** Takes fields out of one object of a definition and reports what is wrong with each. */
export class Reader {
  readonly source: Readonly<Record<string, unknown>>;
  readonly #report: Report;
  readonly #state: string | undefined;
  readonly #path: string;

  constructor(source: Readonly<Record<string, unknown>>, report: Report, state?: string, path = '') {
    this.source = source;
    this.#report = report;
    this.#state = state;
    this.#path = path;
  }

  fault(field: string, problem: string): void {
    this.#report(this.#state, `${this.#path}${field}`, problem);
  }

  /** The same report about another state. */
  state(name: string, source: Readonly<Record<string, unknown>>): Reader {
    return new Reader(source, this.#report, name);
  }

  allow(fields: readonly string[]): this {
    for (const field of Object.keys(this.source)) if (!fields.includes(field)) this.fault(field, refusal(field));
    return this;
  }

  has(field: string): boolean {
    return this.source[field] !== undefined;
  }

  text(field: string, needed: 'required' | 'optional' = 'required'): string | undefined {
    const value = this.source[field];
    if (typeof value === 'string' && value !== '') return value;
    if (value !== undefined || needed === 'required') this.fault(field, 'must be a text');
    return undefined;
  }

  number(field: string, least: number): number | undefined {
    const value = this.source[field];
    if (value === undefined || (typeof value === 'number' && value >= least)) return value;
    this.fault(field, `must be a number of at least ${least}`);
    return undefined;
  }

  wholeNumber(field: string, least: number): number | undefined {
    const value = this.number(field, least);
    if (value === undefined || Number.isInteger(value)) return value;
    this.fault(field, 'must be a whole number');
    return undefined;
  }

  template(field: string): Template | undefined {
    const value = this.source[field];
    if (value === undefined) return undefined;
    return compileTemplate(value, `${this.#path}${field}`, (place, problem) =>
      this.#report(this.#state, place, problem),
    );
  }

  /** An expression, or a literal that `literal` accepts. */
  expressionOr(field: string, literal: (value: unknown) => boolean, wanted: string): Template | undefined {
    const template = this.template(field);
    if (template?.kind === 'value' && template.value !== null && !literal(template.value)) {
      this.fault(field, `must be ${wanted} or an expression`);
    }
    return template;
  }

  assignments(): Assignments {
    const value = this.source['Assign'];
    if (value === undefined) return [];
    if (!isObject(value)) {
      this.fault('Assign', 'must be an object of variables');
      return [];
    }
    const inner = new Reader(value, this.#report, this.#state, `${this.#path}Assign/`);
    return Object.keys(value).map((variable) => {
      if (!/^[A-Za-z_]\w{0,79}$/.test(variable) || variable === 'states') {
        inner.fault(variable, 'is not a name for a variable');
      }
      return [variable, inner.template(variable) ?? { kind: 'value', value: null }] as const;
    });
  }

  objects(field: string, required = false): Reader[] {
    const value = this.source[field];
    if (value === undefined && !required) return [];
    if (!Array.isArray(value) || value.length === 0 || !value.every(isObject)) {
      this.fault(field, 'must be a list of objects with at least one entry');
      return [];
    }
    return value.map((item, index) => this.#inner(item, `${field}[${index}]`));
  }

  object(field: string): Reader {
    const value = this.source[field];
    if (!isObject(value)) this.fault(field, 'must be an object');
    return this.#inner(isObject(value) ? value : {}, field);
  }

  #inner(source: Readonly<Record<string, unknown>>, place: string): Reader {
    return new Reader(source, this.#report, this.#state, `${this.#path}${place}/`);
  }
}
