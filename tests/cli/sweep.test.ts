import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runMitoscope } from './run-mitoscope.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mitoscope-test-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const small = [
  '--widths',
  '8,16,32,64',
  '--seeds',
  '0',
  '--epochs',
  '3',
  '--train-size',
  '1000',
  '--test-size',
  '500',
]

describe('mitoscope sweep and report', () => {
  it('train on real MNIST, and find w* and groups with figures', async () => {
    const sweep = await runMitoscope(['sweep', 'mine', ...small], { cwd: folder })
    expect(sweep.stderr + sweep.code).toMatch(/0$/)
    expect(sweep.stdout).toMatch(/4 runs are finished in mine/)
    const again = await runMitoscope(['sweep', 'mine', ...small], { cwd: folder })
    expect(again.code).toBe(0)
    const report = await runMitoscope(['report', 'mine', '--json', '--threshold', '0.95'], { cwd: folder })
    expect(report.code).toBe(0)
    const { series } = JSON.parse(report.stdout)
    expect(series).toHaveLength(1)
    expect(series[0].widths.map((w: { width: number }) => w.width)).toEqual([8, 16, 32, 64])
    for (const run of series[0].runs) {
      expect(run.wStar).toBeGreaterThan(0)
      expect(run.wStar).toBeLessThanOrEqual(run.width)
      expect(run.testError).toBeLessThan(0.6)
    }
    expect(JSON.parse(readFileSync(join(folder, 'mine/report.json'), 'utf8')).series).toEqual(series)
    expect(readdirSync(join(folder, 'mine/figures')).length).toBeGreaterThan(3)
  })

  it('take seeds together, epochs that were kept, and controls', async () => {
    const two = [...small, '--seeds', '0,1', '--checkpoints', '1,2']
    await runMitoscope(['sweep', 'two', ...two], { cwd: folder })
    await runMitoscope(['sweep', 'other', ...small, '--control', 'shuffled-labels'], { cwd: folder })
    const flags = ['--epochs', '--controls', 'other', '--draws', '5']
    const told = await runMitoscope(['report', 'two', ...flags], { cwd: folder })
    expect(told.stderr + told.code).toMatch(/0$/)
    expect(told.stdout).toMatch(/error_∞/)
    expect(told.stdout).toMatch(/Claims of the paper\n(AGREES|DOES NOT AGREE|CANNOT TELL): Above a critical/)
    const { series, findings } = JSON.parse(readFileSync(join(folder, 'two/report.json'), 'utf8'))
    expect(series[0].runs).toHaveLength(8)
    const ids = findings.map(({ id }: { id: string }) => id)
    expect(ids).toEqual([
      'ensembles',
      'equal-neurons',
      'chunks-against-networks',
      'bias-variance',
      'bias-variance-squared',
      'dynamics',
      'groups-by-training-error',
      'controls',
    ])
    const [{ points }] = findings[5].lines
    expect(points.map(({ x, n }: { x: number; n: number }) => [x, n])).toEqual([1, 2, 3].map((x) => [x, 2]))
    // The error of single networks by their logits equals the one in their records.
    const alone = findings[0].lines[0].points[0].y
    const errors = series[0].runs
      .filter(({ width }: { width: number }) => width === 8)
      .map(({ testError }: { testError: number }) => testError)
    expect(alone).toBeCloseTo((errors[0] + errors[1]) / 2, 6)
    const figures = readdirSync(join(folder, 'two/figures'))
    for (const id of ids) expect(figures).toContain(`${id}.svg`)
  })

  it('refuse a folder with other settings, or without a sweep', async () => {
    // There from the first test, where it ran.
    await runMitoscope(['sweep', 'mine', ...small], { cwd: folder })
    const other = await runMitoscope(['sweep', 'mine', ...small, '--epochs', '4'], { cwd: folder })
    expect(other.code).not.toBe(0)
    expect(other.stderr).toMatch(/epochs/)
    const none = await runMitoscope(['report', 'nothing'], { cwd: folder })
    expect(none.code).not.toBe(0)
    expect(none.stderr).toMatch(/nothing does not hold a sweep/)
  })

  it('stop on CTRL-C and continue where they were', async () => {
    // Long enough that it cannot be over before the signal arrives.
    const args = ['sweep', 'stopped', ...small, '--epochs', '600']
    const stopped = await runMitoscope(args, { cwd: folder, interruptAfter: /Training/ })
    expect(stopped.code).toBe(130)
    expect(stopped.stderr).toMatch(/Stopped by SIGINT/)
    const finished = await runMitoscope(args, { cwd: folder })
    expect(finished.code).toBe(0)
    expect(finished.stdout).toMatch(/4 runs are finished/)
  })
})
