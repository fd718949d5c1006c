import type { Measure, Outcome } from '../measures/measure.ts'
import type { Option } from '../measures/option.ts'
import { drawsOption } from '../measures/options.ts'
import { warn } from '../computations/context.ts'
import type { Warning } from '../representation/representation.ts'
import { summarizeCurve } from '../statistics/summarize.ts'
import type { Comparison } from './comparison.ts'
import { pairOfChunks } from './pair-of-chunks.ts'

const largestOption: Option = {
  kind: 'integer',
  name: 'largest',
  description: 'Chunks of more neurons are not compared: the time grows with the cube of their number.',
  minimum: 1,
  maximum: 100_000,
  default: 512,
}

/** Returns the measure that compares two disjoint random chunks of a layer by `comparison`, over sizes and draws. */
export function betweenChunks(comparison: Comparison): Measure {
  const { id, version, title, summary, options, quantities, isCubic } = comparison
  return {
    id: `chunk-${id}`,
    version,
    title: `${title} between chunks`,
    summary: `Two disjoint random chunks of one size, A and B, compared. ${summary}`,
    shape: 'curves',
    options: [drawsOption(5), ...(isCubic ? [largestOption] : []), ...options],
    needs: [],
    async run(context, given) {
      const { width } = context.representation
      const largest = isCubic ? (given.largest as number) : width
      const fitting = context.sizes.filter((size) => 2 * size <= width)
      const sizes = fitting.filter((size) => size <= largest)
      const draws = context.draws(given.draws as number)
      const tables = quantities.map(() => sizes.map(() => new Array<number | null>(draws.count).fill(null)))
      const met = new Map<string, { count: number; last: Warning }>()
      let arithmetic: Pick<Outcome, 'precision' | 'resolution'> = {
        precision: 'float64',
        resolution: 2 ** -53,
      }
      for (const [i, size] of sizes.entries()) {
        for (let draw = 0; draw < draws.count; draw++) {
          context.signal?.throwIfAborted()
          const pair = pairOfChunks(context, draws, sizes, draw, size)
          const { values, precision, resolution, warnings } = await comparison.compare(pair, given)
          arithmetic = { precision, resolution }
          quantities.forEach((quantity, q) => (tables[q][i][draw] = values[quantity.id]))
          for (const last of warnings)
            met.set(last.code, { count: (met.get(last.code)?.count ?? 0) + 1, last })
          context.report(`${title}, ${size} neurons`, (draw + 1) / draws.count)
        }
      }
      const pairs = sizes.length * draws.count
      const warnings = [...met.values()].map(({ count, last }) =>
        count === pairs ? last : warn(last.code, `In ${count} of ${pairs} pairs of chunks, the last being: ${last.message}`),
      ) // prettier-ignore
      if (fitting.length === 0)
        warnings.push(warn('TOO_NARROW', 'Two disjoint chunks need at least two neurons.'))
      if (sizes.length < fitting.length)
        warnings.push(
          warn('LARGE_CHUNKS_LEFT_OUT', `Chunks of more than ${largest} neurons were not compared: raise "largest".`),
        ) // prettier-ignore
      return {
        result: {
          shape: 'curves',
          sizes,
          curves: quantities.map((quantity, q) => summarizeCurve(quantity.id, quantity.label, tables[q])),
          floors: [],
        },
        ...arithmetic,
        draws: draws.count,
        warnings,
      }
    },
  }
}
