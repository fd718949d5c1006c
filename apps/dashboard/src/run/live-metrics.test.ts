import { expect, test } from 'vitest'
import { appendMetrics } from './live-metrics.ts'

const loss = {
  name: 'loss',
  points: 2,
  lastStep: 2,
  last: 0.5,
  lastFinite: 0.5,
  lastFiniteStep: 2,
  endedNotFinite: false,
  min: 0.5,
  max: 0.9,
  stepMetric: null,
  decimated: { decimated: false, bucketSteps: 1, steps: [1, 2], values: [0.9, 0.5] },
}

test('points after the last fetched step are appended in the order of steps, others are there already', () => {
  const logged = new Map([['loss', new Map([[2, 0.5], [4, 0.3], [3, 1.5]])]]) // prettier-ignore
  const [series] = appendMetrics([loss], logged)
  expect(series).toMatchObject({ points: 4, lastStep: 4, last: 0.3, lastFiniteStep: 4, min: 0.3, max: 1.5 })
  expect(series.decimated.steps).toEqual([1, 2, 3, 4])
  expect(series.decimated.values).toEqual([0.9, 0.5, 1.5, 0.3])
})

test('a value that is not finite ends the curve and keeps the last finite one', () => {
  const [series] = appendMetrics([loss], new Map([['loss', new Map([[3, null]])]]))
  expect(series).toMatchObject({ points: 3, last: null, lastFinite: 0.5, lastFiniteStep: 2 })
  expect(series.endedNotFinite).toBe(true)
  expect(series).toMatchObject({ min: 0.5, max: 0.9 })
})

test('a metric that was not there begins with its first points; without any, metrics stay the same objects', () => {
  const [same, added] = appendMetrics([loss], new Map([['accuracy', new Map([[1, 0.1]])]]))
  expect(same).toBe(loss)
  expect(added).toMatchObject({ name: 'accuracy', points: 1, last: 0.1, min: 0.1, max: 0.1 })
})
