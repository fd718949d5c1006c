import type { CompareChunksQuery, CompareMetricQuery } from '@mitoscope/schema/documents'
import { ofMember, type Curves } from './curves.ts'
import type { Series } from '../series.ts'

/** Ids to ask for at once: those of lines of one run together, then those of every line of several. */
export function questionsOf(series: readonly Series[]): string[][] {
  const single = series.filter(({ runs }) => runs.length === 1).map(({ runs }) => runs[0].id)
  const several = series.filter(({ runs }) => runs.length > 1).map(({ runs }) => runs.map(({ id }) => id))
  return single.length > 0 ? [single, ...several] : several
}

type Answers<T> = readonly (T | undefined)[]

/** The curves of every line, from the answers to its questions; undefined for a line without. */
export function metricCurves(
  series: readonly Series[],
  answers: Answers<CompareMetricQuery>,
): (Curves | undefined)[] {
  return byLine(series, answers, ({ metricSeries }, id) => {
    const { x, runs } = metricSeries
    if (id !== undefined) {
      const own = runs.find(({ run }) => run.id === id)
      return own && ofMember(x, id, own.values)
    }
    if (runs.length === 0) return undefined
    const members = runs.map(({ run, values, diverged }) => ({
      id: run.id,
      values,
      diverged,
    }))
    return { ...metricSeries, members }
  })
}

/** The same of what chunks measured: the curve of this id over their sizes. */
export function chunkCurves(
  series: readonly Series[],
  answers: Answers<CompareChunksQuery>,
  curve: string,
): (Curves | undefined)[] {
  return byLine(series, answers, ({ compareAnalyses: { sizes, runs, widths } }, id) => {
    const members = runs.flatMap(({ run, curves, diverged }) => {
      const found = curves.find((each) => each.id === curve)
      return found ? [{ id: run.id, values: found.mean, diverged }] : []
    })
    if (id !== undefined) {
      const own = members.find((member) => member.id === id)
      return own && ofMember(sizes, id, own.values)
    }
    // Its runs have one width: they differ by their seed only.
    const over = widths[0]?.curves.find((each) => each.id === curve)
    return over && { ...over, x: sizes, members }
  })
}

function byLine<T>(
  series: readonly Series[],
  answers: Answers<T>,
  read: (answer: T, id: string | undefined) => Curves | undefined,
): (Curves | undefined)[] {
  let next = series.some(({ runs }) => runs.length === 1) ? 1 : 0
  return series.map(({ runs }) => {
    const single = runs.length === 1
    const answer = answers[single ? 0 : next++]
    return answer && read(answer, single ? runs[0].id : undefined)
  })
}

/** Returns true if the analyses have different options. */
export function optionsDiffer(answers: Answers<CompareChunksQuery>): boolean {
  const options = answers.flatMap(
    (answer) => answer?.compareAnalyses.runs.map(({ analysis }) => JSON.stringify(analysis.options)) ?? [],
  )
  return new Set(options).size > 1
}
