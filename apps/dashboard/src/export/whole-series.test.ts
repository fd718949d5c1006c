import { expect, test } from 'vitest'
import { fetchWholeSeries, type AlignedSeries, type StepRange } from './whole-series.ts'

const logged = { a: new Map(Array.from({ length: 100 }, (_, i) => [i, i / 2])), b: new Map([[3, 7]]) }
const most = 10

async function ask({ from = -Infinity, to = Infinity }: StepRange): Promise<AlignedSeries> {
  const inside = (step: number) => step >= from && step <= to
  const found = Object.entries(logged).filter(([, points]) => [...points.keys()].some(inside))
  const all = [...new Set(found.flatMap(([, points]) => [...points.keys()].filter(inside)))]
  const steps = all.sort((x, y) => x - y).filter((_, i) => i % Math.ceil(all.length / most) === 0)
  const empty = steps.map(() => null)
  return {
    x: steps,
    steps,
    mean: empty,
    std: empty,
    sem: empty,
    ci95: empty,
    n: steps.map(() => 1),
    thinned: all.length > most,
    runs: found.map(([id, points]) => ({
      run: { id },
      values: steps.map((step) => points.get(step) ?? null),
      diverged: false,
    })),
  }
}

test('every step comes, in order, however little is answered at once', async () => {
  const { steps, runs, n, thinned } = await fetchWholeSeries(ask)
  expect(steps).toEqual([...logged.a.keys()])
  expect(runs.map(({ run }) => run?.id)).toEqual(['a', 'b'])
  expect(runs[0].values).toEqual([...logged.a.values()])
  expect(runs[1].values).toEqual(steps.map((step) => (step === 3 ? 7 : null)))
  expect(n).toHaveLength(100)
  expect(thinned).toBe(false)
})
