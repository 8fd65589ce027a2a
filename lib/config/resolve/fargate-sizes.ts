const every = (step: number, from: number, to: number): readonly number[] =>
  Array.from({ length: (to - from) / step + 1 }, (_, index) => from + index * step);

/** The memory sizes in MiB that Fargate supports for each number of CPU units. */
const memoryFor: Readonly<Record<number, readonly number[]>> = {
  256: [512, 1024, 2048],
  512: every(1024, 1024, 4096),
  1024: every(1024, 2048, 8192),
  2048: every(1024, 4096, 16_384),
  4096: every(1024, 8192, 30_720),
  8192: every(4096, 16_384, 61_440),
  16_384: every(8192, 32_768, 122_880),
};

export const cpuSizes = Object.keys(memoryFor).map(Number);

export const memorySizes = (cpu: number): readonly number[] => memoryFor[cpu] ?? [];

/** The average share of the account's on-demand vCPU quota that a task uses, given the percentage of tasks on Spot. */
export const vcpusOnDemand = ({ cpu, spot }: { readonly cpu: number; readonly spot: number }): number =>
  (cpu / 1024) * (1 - spot / 100);

/** `2048, 3072, … 8192` */
export function describeSizes(sizes: readonly number[]): string {
  const [first, second, third] = sizes;
  return sizes.length <= 4 ? sizes.join(', ') : `${first}, ${second}, ${third}, … ${sizes.at(-1)}`;
}
