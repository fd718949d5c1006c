// The sweeps of the paper's figures, cut down to seconds: from data to verdict. The scales themselves, with what they
// show, are a part of `npm run soak`.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SweepReport } from '@mitoscope/analysis'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeTable } from './make-table.ts'
import { readReport, reproduce, told } from './reproduce.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mitoscope-paper-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const widthsOf = (series: SweepReport['series'][number]) => series.widths.map(({ width }) => width)

it('fully connected networks on MNIST carry their layer in a part of it, where weight decay is on', async () => {
  const change = { widths: [32, 64, 128, 256], seeds: [0, 1], epochs: 16 }
  const { claims, numbers } = await reproduce(folder, 'reconstruction', change)
  expect(Object.keys(claims).sort()).toEqual(['group-carries-layer', 'linear-growth'])
  expect(told(claims['group-carries-layer'])).toMatch(/^agrees/)
  for (const { verdict } of numbers) expect(verdict).toBe('cannot tell')
  const { series, claims: all } = readReport(folder, 'mnist-fully-connected')
  expect(told(all!.find(({ id }) => id === 'weight-decay')!)).toMatch(/^agrees/)
  expect(series.map(({ weightDecay }) => weightDecay)).toEqual([0.002, 0])
  const [regularised, plain] = series
  expect(widthsOf(regularised)).toEqual(change.widths)
  for (const { width, testError, trainError } of regularised.widths) {
    expect(testError, `test error at ${width}`).toBeLessThan(width < 64 ? 0.055 : 0.045)
    expect(trainError, `training error at ${width}`).toBeLessThan(0.006)
  }
  const groups = ({ widths }: SweepReport['series'][number]) => widths.map((width) => width.groups!)
  expect(groups(regularised)).toEqual(groups(regularised).toSorted((a, b) => a - b))
  expect(groups(regularised).at(-1)).toBeGreaterThan(1.5 * groups(plain).at(-1)!)
})

it('networks on MNIST are followed through interpolation beside their controls', async () => {
  const change = { widths: [32], seeds: [0, 1], epochs: 6, trainSize: 400, testSize: 400, batchSize: 32, learningRate: 0.05 } // prettier-ignore
  const { claims } = await reproduce(folder, 'dynamics', change)
  // So narrow a layer does not split.
  expect(told(claims['after-interpolation'])).toMatch(/^cannot tell/)
  const { findings } = readReport(folder, 'mnist-interpolation')
  const { lines } = findings!.find(({ id }) => id === 'groups-by-training-error')!
  expect(lines.map(({ id }) => id)).toEqual([
    'width-32',
    'decay-from-interpolation-width-32',
    'label-noise-0.2-width-32',
  ])
  for (const { points } of lines) expect(points.map(({ n }) => n)).toEqual(Array(6).fill(2))
  const { table, missing } = makeTable(join(folder, 'reproduced'))
  expect(table).toMatch(/^\| Groups form only after .* \| `dynamics` \| .* \| cannot tell \|$/m)
  expect(missing).toContain('parity-mnist')
  // The error is measured on the labels that are trained on: of the wrong ones most are still missed.
  expect(lines[2].points.at(-1)!.x).toBeGreaterThan(0.05)
  expect(lines[2].points.at(-1)!.x).toBeLessThan(0.3)
})

it('convolutional networks on a part of CIFAR-10 are judged, too narrow to tell', async () => {
  const change = { widths: [4, 16], seeds: [0], epochs: 4, trainSize: 500, testSize: 500 }
  const { claims } = await reproduce(folder, 'dense-net', change)
  for (const id of ['linear-growth', 'group-carries-layer', 'weight-decay'])
    expect(told(claims[id])).toMatch(/^cannot tell/)
  // Chance is .9.
  for (const { widths } of readReport(folder, 'cifar-10-small-convolutional').series)
    for (const { testError } of widths) expect(testError).toBeLessThan(0.9)
})

it('residual networks on a part of CIFAR-10 are judged, too narrow to tell', async () => {
  const change = { widths: [4, 8], epochs: 2, trainSize: 200, testSize: 200 }
  const { claims } = await reproduce(folder, 'narrow-wide-resnet', change)
  expect(told(claims['linear-growth'])).toMatch(/^cannot tell/)
  const [series] = readReport(folder, 'cifar-10-narrow-wide-resnet-16').series
  expect(widthsOf(series)).toEqual(change.widths)
})

it('narrow networks on MNIST err less together than each', async () => {
  const change = { widths: [16, 32], seeds: [0, 1, 2], epochs: 5 }
  const { claims } = await reproduce(folder, 'ensembles', change)
  expect(told(claims['network-decay'])).toMatch(/^cannot tell/)
  const { findings } = readReport(folder, 'mnist-ensembles')
  const [{ lines }] = findings!.filter(({ id }) => id === 'ensembles')
  expect(lines.length).toBe(2)
  for (const { points } of lines) expect(points.at(-1)!.y).toBeLessThan(points[0].y)
})
