import { pathToFileURL } from 'node:url'
import { BadOption } from '../draws/bad-option.ts'
import { isShape } from '../shapes/shapes.ts'
import type { Measure } from './measure.ts'

const variable = 'MITOSCOPE_MEASURES'

/**
 * Loads the measures of a module of one's own: an ES module by its absolute path, which exports `measures`, a list of
 * objects as `Measure` describes them. Every process of a lab that lists or computes measures has to be given the same
 * module. Throws BadOption for a module that cannot be used.
 */
export async function loadAdditionalMeasures(
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
