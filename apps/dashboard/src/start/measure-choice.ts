import { fromMeasureOption, type Catalogue, type Option, type Value } from './option.ts'
import { readForm, type Texts } from './read-form.ts'

type Measure = Catalogue['measures'][number]

/** A chosen measure: what is written in the fields of its options, and its name under the key that no option has. */
export type ChosenMeasure = Texts
export const nameKey = '='

/** Those whose results are curves and numbers; partitions and matrices are for single layers. */
export function usualMeasures(measures: readonly Measure[]): ChosenMeasure[] {
  return measures
    .filter(({ shape }) => shape !== 'PARTITION' && shape !== 'MATRIX')
    .map(({ name }) => ({ [nameKey]: name }))
}

export function measureOptions(measure: Measure): Option[] {
  return measure.options.map(fromMeasureOption)
}

export interface ReadMeasures {
  readonly requests: readonly {
    readonly measure: string
    readonly options: Readonly<Record<string, Value>>
  }[]
  /** Titles of measures with a field that is wrong. */
  readonly wrong: readonly string[]
}

/** What is asked for; options that stand as their defaults are left to the server. */
export function readMeasures(measures: readonly Measure[], chosen: readonly ChosenMeasure[]): ReadMeasures {
  const requests = []
  const wrong = []
  for (const measure of measures) {
    const texts = chosen.find(({ [nameKey]: name }) => name === measure.name)
    if (!texts) continue
    const options = measureOptions(measure)
    const { values, problems } = readForm(options, texts)
    if (Object.keys(problems).length > 0) wrong.push(measure.title)
    const own = options.filter(({ name, default: usual }) => name in values && values[name] !== usual)
    requests.push({
      measure: measure.name,
      options: Object.fromEntries(own.map(({ name }) => [name, values[name]])),
    })
  }
  return { requests, wrong }
}
