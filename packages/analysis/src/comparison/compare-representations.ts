import type { Backend } from '@mitoscope/tensor/compute'
import { BadOption, readOptions } from '../measures/option.ts'
import { Context, warn, type ContextOptions } from '../computations/context.ts'
import type { MeasureRequest } from '../measures/analyze.ts'
import type { MeasureInfo } from '../measures/measure.ts'
import type { Representation, Warning } from '../representation/representation.ts'
import { plainScalar } from '../shapes/scalar.ts'
import type { MeasureResult } from '../results/analysis.ts'
import type { Quantity } from './comparison.ts'
import { comparisons } from './comparisons.ts'
import { pairOfRepresentations } from './pair-of-representations.ts'

/** Result of a comparison of two representations, as a JSON document. */
export interface PairAnalysis {
  readonly rows: number
  readonly widths: readonly [first: number, second: number]
  readonly inputHashes: readonly [first: string, second: string]
  /** Results, one per comparison; its provenance names both inputs. */
  readonly measures: readonly MeasureResult[]
  readonly warnings: readonly Warning[]
}

/** Description of a comparison, without its code: enough for a form and for matrices of its numbers. */
export interface ComparisonInfo extends MeasureInfo {
  readonly quantities: readonly Quantity[]
}

export interface CompareOptions extends Pick<ContextOptions, 'signal' | 'onProgress'> {
  /** Ids of comparisons with their options; by default all comparisons with their default options. */
  readonly measures?: readonly Omit<MeasureRequest, 'optional'>[]
}

/**
 * Compares two representations whose test rows are the same inputs in the same order, such as layers, widths or seeds.
 * Throws BadOption for unknown comparisons and options, and BadInput if the numbers of rows differ.
 */
export async function compareRepresentations(
  first: Representation,
  second: Representation,
  backend: Backend,
  options: CompareOptions = {},
): Promise<PairAnalysis> {
  const asked: CompareOptions['measures'] = options.measures ?? comparisons.map(({ id }) => ({ id }))
  const jobs = asked.map(({ id, options: given }) => {
    const comparison = findComparison(id)
    return { comparison, values: readOptions(comparison.options, given ?? {}) }
  })
  const { signal, onProgress } = options
  const [a, b] = [first, second].map(
    (representation) => new Context(representation, backend, { seed: 0, signal, onProgress }),
  )
  const pair = pairOfRepresentations(a, b)
  const measures: MeasureResult[] = []
  for (const { comparison, values } of jobs) {
    signal?.throwIfAborted()
    const found = await comparison.compare(pair, values)
    const { id, version, title, summary, quantities } = comparison
    measures.push({
      measure: id,
      version,
      title,
      definition: summary,
      options: values,
      result: {
        shape: 'scalars',
        scalars: quantities.map(({ id: name, label }) => plainScalar(name, label, found.values[name])),
      },
      provenance: {
        inputHash: `${first.inputHash} ${second.inputHash}`,
        backend: backend.name,
        device: backend.device,
        kernels: backend.kernels.kind,
        precision: found.precision,
        resolution: found.resolution,
        seed: null,
        draws: 0,
      },
      warnings: found.warnings,
    })
  }
  return {
    rows: pair.rows,
    widths: pair.widths,
    inputHashes: [first.inputHash, second.inputHash],
    measures,
    warnings: [
      ...first.warnings,
      ...second.warnings,
      ...sameInputs(first, second),
      ...measures.flatMap(({ measure, warnings }) => warnings.map((warning) => ({ ...warning, measure }))),
    ],
  }
}

/** Returns the descriptions and options of all comparisons. */
export function listComparisons(): readonly ComparisonInfo[] {
  return comparisons.map(({ compare: _, isCubic: _cubic, ...info }) => ({
    ...info,
    shape: 'scalars',
    needs: [],
  }))
}

function findComparison(id: string) {
  const comparison = comparisons.find((candidate) => candidate.id === id)
  if (comparison) return comparison
  throw new BadOption(
    'measure',
    id,
    'is not a comparison',
    `Known are: ${comparisons.map((c) => c.id).join(', ')}.`,
  )
}

/** Returns a warning if the labels differ: the rows are then other inputs, or in another order. */
function sameInputs({ test: a }: Representation, { test: b }: Representation): Warning[] {
  if (!a.labels || !b.labels || a.labels.every((label, row) => label === b.labels![row])) return []
  return [
    warn(
      'LABELS_DIFFER',
      'The labels of the test rows differ between the two: they are no comparison unless their inputs are the same.',
    ),
  ]
}
