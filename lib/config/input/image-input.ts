/** Where a container image comes from. */
export interface ImageInput {
  /** The repository in Amazon ECR, without registry and tag. Each deployment specifies the tag or the digest. */
  repository: string;
  /**
   * How to build the image if a deployment requests a commit that has no image yet: `{"build": {"commit": "…"}}`.
   * @default none: your CI or another tool pushes the images
   */
  build?: BuildInput | undefined;
}

/** How an image is built. */
export interface BuildInput {
  /**
   * The repository on GitHub, GitLab or Bitbucket: `https://github.com/acme/api`. For a private repository, connect
   * your account once in the CodeBuild console.
   */
  source: string;
  /**
   * The folder of the repository to build in.
   * @default '.'
   */
  folder?: string | undefined;
  /**
   * The path of the Dockerfile, relative to `folder`.
   * @default 'Dockerfile'
   */
  dockerfile?: string | undefined;
}
