/** Answers of the Step Functions API that are errors, by the names of the SDK's exceptions. */
export class StatesApiError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}
