/** Where a container image comes from. */
export interface ImageInput {
  /** The repository in Amazon ECR, without registry and tag. A deployment names the tag or the digest. */
  repository: string;
  /**
   * Build the image when a deployment names a commit that nobody has built: `{"build": {"commit": "…"}}`.
   * @default images are pushed by somebody else, your CI for example
   */
  build?: BuildInput | undefined;
}

/** How an image is built. */
export interface BuildInput {
  /**
   * The repository on GitHub, GitLab or Bitbucket: `https://github.com/acme/api`. A private one needs the connection of
   * your account, made once in the console of CodeBuild.
   */
  source: string;
  /**
   * The folder in it that is built.
   * @default '.'
   */
  folder?: string | undefined;
  /**
   * The Dockerfile, relative to `folder`.
   * @default 'Dockerfile'
   */
  dockerfile?: string | undefined;
}
