import { expect, test } from 'vitest'
import { metricCurves, questionsOf } from './questions.ts'
import type { Series } from '../series.ts'

const line = (...ids: string[]) => ({ key: ids.join(), runs: ids.map((id) => ({ id })) }) as unknown as Series

test('single runs are asked for together, others line by line, and each gets its own answer', () => {
  const series = [line('a', 'b'), line('c'), line('d', 'e'), line('f')]
  const questions = questionsOf(series)
  expect(questions).toEqual([
    ['c', 'f'],
    ['a', 'b'],
    ['d', 'e'],
  ])
  const answers = questions.map((ids) => ({
    metricSeries: {
      x: [1],
      steps: [1],
      mean: [ids.length],
      std: [null],
      sem: [null],
      ci95: [null],
      n: [ids.length],
      thinned: false,
      runs: ids.map((id) => ({ run: { id }, values: [id.charCodeAt(0)], diverged: false })),
    },
  }))
  const curves = metricCurves(series, answers)
  expect(curves.map((each) => each?.members.map(({ id }) => id))).toEqual([
    ['a', 'b'],
    ['c'],
    ['d', 'e'],
    ['f'],
  ])
  expect(curves[1]?.mean).toEqual(['c'.charCodeAt(0)])
  expect(metricCurves(series, [])).toEqual([undefined, undefined, undefined, undefined])
})
