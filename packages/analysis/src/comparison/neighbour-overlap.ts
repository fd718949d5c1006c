import { pointsOption } from '../measures/options.ts'
import type { Comparison } from './comparison.ts'
import { EXACT, openNeighbours } from './open-neighbours.ts'

/** Neighbourhood overlap: the share of its nearest inputs that an input shares between two representations. */
export const neighbourOverlap: Comparison = {
  id: 'neighbour-overlap',
  version: 1,
  title: 'Neighbourhood overlap',
  summary:
    'Mean share of the k nearest inputs of an input, by Euclidean distance, that are among its k nearest in the other ' +
    'representation too (Doimo, Glielmo, Ansuini, Laio, NeurIPS 2020, arXiv 2007.03506). Unrelated representations have k / (N − 1).',
  options: [
    {
      kind: 'integer',
      name: 'neighbours',
      description: 'k: how many nearest inputs make up a neighbourhood.',
      minimum: 1,
      maximum: 1000,
      default: 30,
    },
    pointsOption(2000),
  ],
  quantities: [{ id: 'neighbourOverlap', label: 'neighbourhood overlap' }],
  isCubic: false,
  async compare(pair, options) {
    const opened = await openNeighbours(pair, options, options.neighbours as number)
    const { warnings, count } = opened
    if (!opened.sides) return { values: { neighbourOverlap: null }, ...EXACT, warnings }
    const [a, b] = opened.sides
    const rows = a.nearest.points.length / count
    let shared = 0
    for (let row = 0; row < rows; row++) {
      const own = new Set(a.nearest.points.subarray(row * count, (row + 1) * count))
      for (let k = 0; k < count; k++) if (own.has(b.nearest.points[row * count + k])) shared++
    }
    return { values: { neighbourOverlap: shared / (rows * count) }, ...EXACT, warnings }
  },
}
