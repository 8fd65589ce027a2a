/** An image, addressed by its digest so that it can never change under a running deployment. */
export interface Image {
  readonly repository: string;
  readonly digest: string;
  /** What the container platform pulls: `registry/repository@sha256:…`. */
  readonly uri: string;
  /** The name that a person used, for people. */
  readonly label: string;
}

/** An image digest and the task definition revision that runs it. */
export interface Release {
  readonly image: Image;
  readonly taskDefinition: string;
}
