import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createProject, localActor, type Lab } from '@mitoscope/lab'
import { openTestLab, tinySweep, writeTinyDataset } from '@mitoscope/lab/testing'
import { startWorker, type Worker } from '@mitoscope/lab/worker'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toGlobalId } from '../global-id.ts'
import { ask } from '../testing/ask.ts'

const dataFolder = mkdtempSync(join(tmpdir(), 'mitoscope-data-'))
let lab: Lab
let worker: Worker
beforeAll(async () => {
  writeTinyDataset(dataFolder)
  lab = await openTestLab()
  worker = await startWorker(lab, { devices: ['cpu:0'], dataFolder })
})
afterAll(async () => {
  await worker.stop()
  await lab.close()
  rmSync(dataFolder, { recursive: true, force: true })
}, 300_000)

const findings = `findings {
  id: name weightDecay title definition interval sentence x { title scale } y { title scale }
  lines { name title points { x y low high n } } marks { title x line } scalars { name value }
  tests { title difference { value low high } p test n }
}
claims { name statement paper ours { name title value low high } verdict reason }`

const report = `report {
  ${findings}
  title threshold madeAt warnings provenance { backend device draws seed }
  series {
    weightDecay sentence interval
    widths { width runs criticalWidth { name value low high } groups { value low high } testError trainError decayToEnsemble { asymptote { title } crossEntropy { value } } decay { exponent { value low high } asymptote { value } factor from verdict points { size error excess used } } }
    fit { criticalWidth { value low high } plateau { value } slope { value } linearity aicDifference supported growth { value low high } pPower pPlateau power }
    runs {
      run { id scalar(measure: "critical-width", name: "criticalSize") { value low high } } name width seed testError trainError interpolationEpoch criticalWidth { value low high } groups sizes noiseFloor
      r2 { name mean } residualCorrelation { mean } residualCorrelationAllPairs { id: name mean } testErrorOfChunks { mean ci95 low high n }
    }
  }
}`

test(
  'a sweep analyses its runs and reports by itself, and again when asked',
  { timeout: 600_000 },
  async () => {
    const { id } = await createProject(lab, localActor, { name: 'p' })
    const { trainSize, testSize, epochs, batchSize, learningRate } = tinySweep
    // Half a layer is a chunk size, so that chunks can be set against whole networks.
    const widths = [6, 12]
    const settings = {
      widths,
      trainSize,
      testSize,
      epochs,
      batchSize,
      learningRate,
      seeds: [0],
      contrasts: [],
    }
    const analyses = [{ measure: 'critical-width', options: { draws: 5 } }]
    const started = await ask(
      lab,
      'mutation ($input: StartSweepInput!) { startSweep(input: $input) { sweep { id } } }',
      {
        input: { projectId: toGlobalId('Project', id), modelName: 'tiny', name: 'tiny', settings, analyses },
      },
    )
    expect(started.errors).toEqual([])
    const sweep: string = started.data.startSweep.sweep.id
    const read = async (fields: string) => {
      const { data, errors } = await ask(
        lab,
        `query ($id: ID!) { node(id: $id) { ... on Sweep { ${fields} } } }`,
        {
          id: sweep,
        },
      )
      expect(errors).toEqual([])
      return data.node
    }
    const long = { timeout: 550_000, interval: 500 }
    await expect.poll(async () => (await read('report { title }')).report, long).not.toBeNull()
    const found = (await read(`${report} reportJob { state kind }`)) as any
    expect(found.reportJob).toEqual({ state: 'FINISHED', kind: 'REPORT' })
    const [series] = found.report.series
    expect(series.widths.map(({ width, runs }: any) => [width, runs])).toEqual(
      widths.map((width) => [width, 1]),
    )
    expect(series.runs[0].run.id).toEqual(expect.any(String))
    for (const [i, { criticalWidth, groups }] of series.runs.entries()) {
      expect(criticalWidth.low).toBeLessThan(criticalWidth.value)
      expect(criticalWidth.high).toBeGreaterThan(criticalWidth.value)
      expect(series.widths[i].criticalWidth.value).toBeCloseTo(criticalWidth.value, 9)
      const [of, { criticalWidth: mean }] = [series.widths[i].groups, series.widths[i]]
      expect(of.value).toBeCloseTo(groups, 9)
      expect(of.low).toBeCloseTo(series.widths[i].width / mean.high, 9)
      expect(of.high).toBeCloseTo(series.widths[i].width / mean.low, 9)
    }
    const { mean, ci95, low, high } = series.runs[0].testErrorOfChunks
    expect(low[0]).toBeCloseTo(mean[0] - ci95[0])
    expect(high[0]).toBeCloseTo(mean[0] + ci95[0])
    expect(series.runs.map(({ run, width }: any) => run.scalar?.value <= width)).toEqual([true, true])
    expect(series.runs[0].testError).toEqual(expect.any(Number))
    expect(series.sentence).toContain('four widths')
    expect(series.interval).toBe('over draws of one seed')
    expect(series.runs[0].residualCorrelationAllPairs.id).toBe('residualCorrelationAllPairs')
    const findings = ['chunks-against-networks', 'groups-by-training-error']
    expect(found.report.findings.map(({ id }: any) => id)).toEqual(findings)
    expect(found.report.findings[0].lines[0].points).toHaveLength(widths.length - 1)
    expect(found.report.claims.map(({ verdict }: any) => verdict)).toContain('UNDECIDED')
    // As reports were before: what they are without is null, and the rest of them is read.
    const stored = (await lab.db.selectFrom('sweep').select(['id', 'report']).executeTakeFirstOrThrow())!
    const older = JSON.parse(JSON.stringify(stored.report))
    for (const run of older.series[0].runs) delete run.residualCorrelationAllPairs
    delete older.series[0].interval
    for (const width of older.series[0].widths) {
      for (const end of ['groupsLow', 'groupsHigh', 'wStarLow', 'wStarHigh']) delete width[end]
      width.groupsCi95 = 0.25
      delete width.decay
      delete width.decayToEnsemble
    }
    delete older.findings
    delete older.claims
    await lab.db
      .updateTable('sweep')
      .set({ report: JSON.stringify(older) as never })
      .execute()
    const oldReport = ((await read(report)) as any).report
    expect(oldReport).toMatchObject({ findings: [], claims: [] })
    const [before] = oldReport.series
    const { groups: few } = before.widths[0]
    expect([few.low, few.high]).toEqual([few.value - 0.25, few.value + 0.25])
    expect(before.widths[0].criticalWidth).toMatchObject({ low: null, high: null })
    expect(before.widths[0]).toMatchObject({ width: widths[0], decay: null, decayToEnsemble: null })
    expect(before.runs[0]).toMatchObject({ residualCorrelationAllPairs: null, r2: { name: 'r2' } })

    const listed = 'analyses(orderBy: [{ field: CREATED_AT }]) { totalCount nodes { measure options } }'
    expect((await read(listed)).analyses.totalCount).toBe(widths.length)

    const again = await ask(
      lab,
      'mutation ($input: StartReportInput!) { startReport(input: $input) { job { id kind } } }',
      { input: { sweepId: sweep, draws: 5, threshold: 0.9 } },
    )
    expect(again.errors).toEqual([])
    await expect.poll(async () => (await read('report { threshold }')).report.threshold, long).toBe(0.9)
    expect((await read(report)).report.provenance.draws).toBe(5)
  },
)
