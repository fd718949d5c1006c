import { expect, test } from 'vitest'
import type { Curves } from './curves.ts'
import { withLogged } from './logged-points.ts'

const curves: Curves = {
  x: [1, 2],
  mean: [4, 3],
  std: [Math.SQRT2, Math.SQRT2],
  sem: [1, 1],
  ci95: [12.7, 12.7],
  n: [2, 2],
  members: [
    { id: 'a', values: [3, 2] },
    { id: 'b', values: [5, 4] },
  ],
}
const logged = (points: Record<string, [number, number | null][]>) =>
  new Map(Object.entries(points).map(([id, values]) => [id, new Map(values)]))

test('steps after the last follow with mean and spread, and the interval of as many runs', () => {
  const longer = withLogged(curves, logged({ b: [[3, 2], [2, 99]], a: [[3, 1]], other: [[4, 7]] })) // prettier-ignore
  expect(longer.x).toEqual([1, 2, 3])
  expect(longer.mean[2]).toBe(1.5)
  expect(longer.std[2]).toBeCloseTo(Math.SQRT1_2)
  expect(longer.sem[2]).toBeCloseTo(0.5)
  expect(longer.ci95[2]).toBeCloseTo(6.35)
  expect(longer.members.map(({ values }) => values)).toEqual([
    [3, 2, 1],
    [5, 4, 2],
  ])
})

test('a step that only some runs have says so, without a spread', () => {
  const longer = withLogged(curves, logged({ a: [[3, 1]], b: [[3, null]] }))
  expect(longer.n[2]).toBe(1)
  expect([longer.mean[2], longer.std[2], longer.ci95[2]]).toEqual([1, null, null])
  expect(longer.members[1].values).toEqual([5, 4, null])
})

test('a run that diverged keeps its values and stays out of the mean', () => {
  const [a, b] = curves.members
  const longer = withLogged({ ...curves, members: [a, { ...b, diverged: true }] }, logged({ a: [[3, 1]], b: [[3, 9]] })) // prettier-ignore
  expect([longer.mean[2], longer.n[2]]).toEqual([1, 1])
  expect(longer.members[1]).toEqual({ id: 'b', values: [5, 4, 9], diverged: true })
})

test('nothing new is the same line', () => {
  expect(withLogged(curves, logged({ a: [[2, 9]] }))).toBe(curves)
})
