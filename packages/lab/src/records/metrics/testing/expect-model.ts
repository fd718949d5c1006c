import { expect } from 'vitest'
import type { Lab } from '../../../platform/lab/lab.ts'
import { bucketLevels } from '../buckets.ts'
import { findBranchSeries, findSeries } from '../find-series.ts'
import type { SeriesModel } from './series-model.ts'

/** Expects summaries, points and buckets of the series of a run or branch to equal those of the model. */
export async function expectModel(lab: Lab, owner: string, model: SeriesModel): Promise<void> {
  const [own, cut] = [await findSeries(lab, [owner]), await findBranchSeries(lab, [owner])]
  const series = [...own.get(owner)!, ...cut.get(owner)!]
  expect(
    series.map(({ id: _, runId: __, ...row }) => row).sort((a, b) => (a.name < b.name ? -1 : 1)),
  ).toEqual([...model.points.keys()].sort().map((name) => model.summary(name)))
  for (const { id, name } of series) {
    const points = await lab.db
      .selectFrom('metricPoint')
      .selectAll()
      .where('seriesId', '=', id)
      .orderBy('step')
      .execute()
    expect(points.map(({ step, value }) => [step, value])).toEqual(model.sorted(name))
    expect(points.map(({ time }) => time)).toEqual(
      points.map(({ step }) => model.times.get(name)?.get(step) ?? null),
    )
    for (const level of bucketLevels) {
      const buckets = await lab.db
        .selectFrom('metricBucket')
        .select(['bucket', 'points', 'notFinite', 'min', 'minStep', 'max', 'maxStep'])
        .where('seriesId', '=', id)
        .where('level', '=', level)
        .orderBy('bucket')
        .execute()
      expect(buckets).toEqual(model.buckets(name, level))
    }
  }
}
