/** One thing wrong with the configuration. */
export interface Fault {
  /** `environments.production.services.api.cpu`, or the file's path if the file cannot be loaded. */
  readonly place: string;
  /** The value, in a form that is safe to print. */
  readonly value: string;
  readonly problem: string;
  readonly allowed: string;
  readonly remedy?: string;
}

/** Reports all faults of a configuration at once. */
export class ConfigurationRejected extends Error {
  override readonly name = 'ConfigurationRejected';
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[], options?: ErrorOptions) {
    super(
      `${countOf(faults)} in the configuration; nothing was changed.\n\n${faults.map(describe).join('\n\n')}\n`,
      options,
    );
    this.faults = faults;
  }
}

const countOf = ({ length }: readonly Fault[]) => (length === 1 ? 'One fault' : `${length} faults`);

function describe({ place, value, problem, allowed, remedy }: Fault): string {
  const lines = [place, `  is       ${value}: ${problem}`, `  allowed  ${allowed}`];
  return [...lines, ...(remedy === undefined ? [] : [`  remedy   ${remedy}`])].join('\n');
}
