import { pathToFileURL } from 'node:url'
import { betweenChunks } from '../comparison/between-chunks.ts'
import { comparisons } from '../comparison/comparisons.ts'
import { dimensionScales } from '../dimension/dimension-scales.ts'
import { intrinsicDimension } from '../dimension/intrinsic-dimension.ts'
import { isShape } from '../shapes/shapes.ts'
import { chunkError } from './chunk-error.ts'
import { chunkToChunk } from './chunk-to-chunk.ts'
import { criticalWidth } from './critical-width.ts'
import { decayLaw } from './decay-law.ts'
import { groups } from './groups.ts'
import { independentNoise } from './residuals/independent-noise.ts'
import { keptGroups } from './kept-groups.ts'
import type { Measure } from './measure.ts'
import { BadOption } from './option.ts'
import { reconstruction } from './reconstruction.ts'
import { residualCorrelation } from './residuals/residual-correlation.ts'
import { residualPairs } from './residuals/residual-pairs.ts'

const variable = 'MITOSCOPE_MEASURES'

/** Measures of Mitoscope, in the order in which results are shown. A new measure is a file and a line here. */
const own: readonly Measure[] = [
  chunkError,
  reconstruction,
  residualCorrelation,
  independentNoise,
  criticalWidth,
  decayLaw,
  chunkToChunk,
  groups,
  keptGroups,
  residualPairs,
  intrinsicDimension,
  dimensionScales,
  ...comparisons.map(betweenChunks),
]

/** Every measure: those of Mitoscope, then those of the module that MITOSCOPE_MEASURES names. */
export const measures: readonly Measure[] = [...own, ...(await loadAdditionalMeasures(undefined, own))]

/**
 * Loads the measures of a module of one's own: an ES module by its absolute path, which exports `measures`, a list of
 * objects as `Measure` describes them. Every process of a lab that lists or computes measures has to be given the same
 * module. Throws BadOption for a module that cannot be used.
 */
async function loadAdditionalMeasures(
  path = process.env.MITOSCOPE_MEASURES ?? '',
  taken: readonly Measure[] = [],
): Promise<readonly Measure[]> {
  if (path === '') return []
  if (!/^(\/|[A-Za-z]:[\\/])/.test(path))
    throw new BadOption(variable, path, 'is not an absolute path', 'Name the module from the root on.')
  const { measures } = await importModule(path)
  if (!Array.isArray(measures))
    throw new BadOption(variable, path, 'exports no list "measures"', 'Export the measures under that name.')
  for (const [i, measure] of measures.entries()) {
    const problem = findProblem(measure, [...taken, ...measures.slice(0, i)])
    if (problem) throw new BadOption(variable, path, `has a measure that cannot be used (${i})`, problem)
  }
  return measures as Measure[]
}

async function importModule(path: string): Promise<{ measures?: unknown }> {
  try {
    return (await import(/* @vite-ignore */ pathToFileURL(path).href)) as { measures?: unknown }
  } catch (error) {
    throw new BadOption(variable, path, 'cannot be loaded', (error as Error).message)
  }
}

/** Returns what is wrong with a measure, as a sentence; undefined for a measure that can be used. */
function findProblem(given: unknown, others: readonly Measure[]): string | undefined {
  if (typeof given !== 'object' || given === null) return 'A measure is an object.'
  const { id, version, title, summary, shape, role, options, needs, run } = given as Partial<Measure>
  if (typeof id !== 'string' || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id))
    return 'Its id must be in kebab case.'
  if (others.some((other) => other.id === id)) return `The id ${id} is taken.`
  if (!Number.isInteger(version)) return `The version of ${id} must be a whole number.`
  if (typeof title !== 'string' || typeof summary !== 'string')
    return `The measure ${id} needs a title and a summary.`
  if (typeof shape !== 'string' || !isShape(shape)) return `The shape of ${id} is not known.`
  if (role !== undefined && others.some((other) => other.role === role))
    return `The role of ${id} is played already.`
  if (!Array.isArray(options) || !Array.isArray(needs))
    return `The measure ${id} needs lists of options and of needs.`
  if (typeof run !== 'function') return `The measure ${id} needs a function run.`
  return undefined
}
