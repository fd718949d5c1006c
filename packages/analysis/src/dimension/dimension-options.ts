import type { Option } from '../measures/option.ts'

/** Returns the option for the number of inputs between which distances are computed; the cost grows with its square. */
export function pointsOption(count: number): Option {
  return {
    kind: 'integer',
    name: 'points',
    description:
      'Test rows that distances are computed between, at most: a random subset, the same for every layer of as many rows.',
    minimum: 4,
    maximum: 20_000,
    default: count,
  }
}

/** Option for the share of points with the largest μ that the fit of 2NN leaves out. */
export const discardOption: Option = {
  kind: 'number',
  name: 'discard',
  description: 'Share of the points, those of largest r₂ / r₁, that the fit of 2NN leaves out.',
  minimum: 0,
  maximum: 0.9,
  default: 0.1,
}
