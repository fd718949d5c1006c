import { createHash } from 'node:crypto'
import { checkBlobs, type Lab } from '@mitoscope/lab'
import { expect } from 'vitest'
import { metricNames, pointsOf, stepsPerBatch, type Acknowledged } from './clients.ts'

/** Holds a lab that nobody serves any more against what its clients were told: everything is there, once. */
export async function checkLab(lab: Lab, run: string, acknowledged: Acknowledged): Promise<void> {
  await checkMetrics(lab, run, acknowledged.batches)
  await checkUploads(lab, acknowledged.uploads)
  await checkJobs(lab)
  expect((await checkBlobs(lab)).dangling).toEqual([])
  for await (const { hash } of lab.blobs.list()) {
    const sum = createHash('sha256')
    for await (const chunk of lab.blobs.read(hash)) sum.update(chunk)
    expect(sum.digest('hex')).toBe(hash)
  }
}

async function checkMetrics({ db }: Lab, run: string, batches: readonly number[]): Promise<void> {
  const series = await db
    .selectFrom('metricSeries')
    .innerJoin('trainingRun', 'trainingRun.id', 'metricSeries.runId')
    .select(['metricSeries.id', 'metricSeries.name', 'points', 'lastStep'])
    .where('trainingRun.name', '=', run)
    .orderBy('metricSeries.name')
    .execute()
  expect(series.map(({ name }) => name)).toEqual([...metricNames].sort())
  const sent = batches.flatMap(pointsOf)
  for (const { id, name, points, lastStep } of series) {
    const rows = await db
      .selectFrom('metricPoint')
      .select(['step', 'value'])
      .where('seriesId', '=', id)
      .orderBy('step')
      .execute()
    expect(rows).toEqual(
      sent.filter((point) => point.name === name).map(({ step, value }) => ({ step, value })),
    )
    expect({ points, lastStep }).toEqual({ points: rows.length, lastStep: rows.length - 1 })
  }
  const trail = await db
    .selectFrom('auditEvent')
    .select('detail')
    .where('action', '=', 'logMetrics')
    .execute()
  // Each batch was written by one transaction, however often it was sent.
  expect(trail.length).toBe(batches.length)
  const added = trail.reduce((sum, { detail }) => sum + Number(detail.added), 0)
  expect(added).toBe(batches.length * stepsPerBatch * metricNames.length)
}

async function checkUploads({ db, blobs }: Lab, uploads: ReadonlyMap<string, string>): Promise<void> {
  const rows = await db
    .selectFrom('representation')
    .innerJoin('trainingRun', 'trainingRun.id', 'representation.runId')
    .select('blobHash')
    .where('logged', '=', true)
    .execute()
  const hashes = rows.map(({ blobHash }) => blobHash)
  expect([...hashes].sort()).toEqual([...uploads.values()].sort())
  for (const hash of hashes) expect(await blobs.stat(hash)).toBeDefined()
  const open = await db.selectFrom('upload').select('state').where('state', '<>', 'finished').execute()
  expect(open).toEqual([])
}

async function checkJobs({ db }: Lab): Promise<void> {
  const jobs = await db.selectFrom('job').select(['id', 'kind', 'subjectId', 'state', 'failure']).execute()
  expect(jobs.filter(({ state }) => state !== 'finished')).toEqual([])
  expect(new Set(jobs.map(({ kind, subjectId }) => `${kind} ${subjectId}`)).size).toBe(jobs.length)
  const analyses = await db.selectFrom('analysis').select(['question', 'state', 'resultBlob']).execute()
  expect(analyses.filter(({ state, resultBlob }) => state !== 'finished' || resultBlob === null)).toEqual([])
}
