/** A problem, without the machine's name. */
export interface Finding {
  readonly state: string | undefined;
  readonly place: string;
  readonly problem: string;
}
