import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runMitoscope } from './run-mitoscope.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mitoscope-test-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const change = JSON.stringify({ widths: [8, 16, 32, 64], seeds: [0], epochs: 3, trainSize: 1000, testSize: 500, checkpoints: [1] }) // prettier-ignore

describe('mitoscope reproduce', () => {
  it('lists the figures of the paper, and knows no others', async () => {
    const list = await runMitoscope(['reproduce'], { cwd: folder })
    expect(list.stdout).toMatch(/^reconstruction \(also fig3b\): R² of the layer from chunks$/m)
    const wrong = await runMitoscope(['reproduce', 'fig99'], { cwd: folder })
    expect(wrong.code).toBe(2)
    expect(wrong.stderr).toMatch(/There is no figure "fig99". Choose one of: chunk-error, /)
  })

  it('trains, reports and sets the paper beside, and goes on where it was', async () => {
    const made = await runMitoscope(['reproduce', 'fig3b', '--change', change], { cwd: folder })
    expect(made.stderr + made.code).toMatch(/0$/)
    expect(made.stdout).toMatch(/^R², in-sample +64 of 512 +0.9921 +– +cannot tell$/m)
    expect(made.stdout).toMatch(/^(AGREES|DOES NOT AGREE|CANNOT TELL): Above a critical width/m)
    expect(made.stdout).toMatch(/Other settings than the scale’s: widths, seeds, epochs/)
    const root = join(folder, 'reproduced/mnist-fully-connected')
    expect(readdirSync(root)).toEqual(
      expect.arrayContaining(['figures', 'report.json', 'reproduce-reconstruction.md', 'runs']),
    )
    expect(readFileSync(join(root, 'reproduce-reconstruction.md'), 'utf8')).toMatch(/^# R² of the layer/)
    const other = await runMitoscope(['reproduce', 'dynamics', '--json', '--change', change], { cwd: folder })
    const told = JSON.parse(other.stdout)
    expect(told.claims.map(({ id }: { id: string }) => id)).toEqual(['after-interpolation'])
    expect(told.seconds).toBeGreaterThan(0)
  })

  it('analyses files of the authors’ names without training', async () => {
    const run = 'wide_resnet28_512_ep200_wd0.0005_label_smoothing0.0_seed12'
    const noise = (rows: number, columns: number, seed: number) =>
      Array.from({ length: rows * columns }, (_, i) => Math.sin(12.9898 * (i + 1) + seed) * 43.758 % 1) // prettier-ignore
    const labels = (rows: number) => Array.from({ length: rows }, (_, i) => i % 3)
    const files: Record<string, Uint8Array> = {
      [`features_${run}_test.npy`]: npy([60, 16], noise(60, 16, 1)),
      [`features_${run}_train.npy`]: npy([90, 16], noise(90, 16, 2)),
      [`weights_${run}.npy`]: npy([3, 16], noise(3, 16, 3)),
      [`bias_${run}.npy`]: npy([3], [0, 0, 0]),
      'cifar10_labels_test_set.npy': npy([60], labels(60)),
      'cifar10_labels_training_set.npy': npy([90], labels(90)),
      'ensamble_averages_wide_resnet28_512_ep200_wd0.0005_label_smoothing0.0_n20_20_nrep10.npy': npy([2], [0.9, 0.01]), // prettier-ignore
    }
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes)
    const flags = ['--import', folder, '--folder', join(folder, 'out'), '--json']
    const made = await runMitoscope(['reproduce', 'fig2a', ...flags], { cwd: folder })
    expect(made.stderr + made.code).toMatch(/0$/)
    const told = JSON.parse(made.stdout)
    expect(told.title).toBe(`${run}, imported`)
    const report = JSON.parse(readFileSync(join(folder, 'out/report.json'), 'utf8'))
    expect(report.series[0]).toMatchObject({ weightDecay: 0.0005 })
    expect(report.series[0].runs[0]).toMatchObject({ seed: 12, width: 16 })
    expect(report.series[0].runs[0].trainErrorOfChunks.mean).toHaveLength(5)
  })
})

/** float64 values as numpy.save writes them. */
function npy(shape: readonly number[], values: readonly number[]): Uint8Array {
  const isLabel = shape.length === 1 && values.length > 3
  const dict = `{'descr': '${isLabel ? '<i8' : '<f8'}', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`
  const header = `${dict.padEnd(117)}\n`
  const bytes = Buffer.alloc(10 + header.length + 8 * values.length)
  bytes.write('\x93NUMPY\x01\x00', 0, 'latin1')
  bytes.writeUInt16LE(header.length, 8)
  bytes.write(header, 10, 'latin1')
  values.forEach((value, i) => {
    const at = 10 + header.length + 8 * i
    if (isLabel) bytes.writeBigInt64LE(BigInt(value), at)
    else bytes.writeDoubleLE(value, at)
  })
  return bytes
}
