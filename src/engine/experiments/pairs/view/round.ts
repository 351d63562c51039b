const steps = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000]

/** The least of 10, 20, 50, 100, 200, ... that is enough: an axis stays as it is while what it shows moves a little. */
export function roundAbove(value: number, least: number): number {
  return steps.find((round) => round >= least && !(value > round)) ?? 50_000
}
