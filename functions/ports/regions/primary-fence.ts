/** Keeps the failing region from changing anything more, where it still answers. It is never waited for. */
export interface PrimaryFence {
  stopDeployments(why: string): Promise<void>;
  /** Lets it deploy again. Once more is as good. */
  allowDeployments(): Promise<void>;
}
