import { fromMeasureOption, type Catalogue, type Option, type Value } from '../fields/option.ts'
import { parseForm, type Texts } from '../fields/parse-form.ts'

type Measure = Catalogue['measures'][number]

/** A chosen measure: what is written in the fields of its options, and its name under the key that no option has. */
export type ChosenMeasure = Texts
export const nameKey = '='

/** Measures to begin with, all options as their defaults. */
export function chooseMeasures(measures: readonly { readonly name: string }[]): ChosenMeasure[] {
  return measures.map(({ name }) => ({ [nameKey]: name }))
}

export function measureOptions(measure: Measure): Option[] {
  return measure.options.map(fromMeasureOption)
}

interface ParsedMeasures {
  readonly requests: readonly {
    readonly measure: string
    readonly options: Readonly<Record<string, Value>>
  }[]
  /** Titles of measures with a field that is wrong. */
  readonly wrong: readonly string[]
}

/** Returns the requests; options that equal their defaults are left out. */
export function parseMeasures(
  measures: readonly Measure[],
  chosen: readonly ChosenMeasure[],
): ParsedMeasures {
  const requests = []
  const wrong = []
  for (const measure of measures) {
    const texts = chosen.find(({ [nameKey]: name }) => name === measure.name)
    if (!texts) continue
    const options = measureOptions(measure)
    const { values, problems } = parseForm(options, texts)
    if (Object.keys(problems).length > 0) wrong.push(measure.title)
    const own = options.filter(({ name, default: usual }) => name in values && values[name] !== usual)
    requests.push({
      measure: measure.name,
      options: Object.fromEntries(own.map(({ name }) => [name, values[name]])),
    })
  }
  return { requests, wrong }
}

type Needing = Pick<Catalogue['measures'][number], 'name' | 'needs'>

/** Names of the tensors that hold what a measure needs, where the two names differ. */
const tensors: Readonly<Record<string, string>> = { readout: 'readout.weight' }

/**
 * Returns the measures that a representation with these tensors has all parts for; all if the tensors are
 * not known.
 */
export function possibleMeasures<T extends Needing>(
  measures: readonly T[],
  stored: readonly { readonly name: string }[],
): T[] {
  // Where nothing is on record of a file, computing will find out.
  if (stored.length === 0) return [...measures]
  const names = new Set(stored.map(({ name }) => name))
  return measures.filter(({ needs }) => needs.every((need) => names.has(tensors[need] ?? need)))
}
