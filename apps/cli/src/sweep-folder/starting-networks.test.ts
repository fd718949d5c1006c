import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tinySweep, writeTinyDataset } from '@mitoscope/lab/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunRecord } from './run-record.ts'
import { sweepQuietly } from './testing/sweep-quietly.ts'

const root = mkdtempSync(join(tmpdir(), 'mitoscope-starts-'))
const dataFolder = join(root, 'data')
const config = { ...tinySweep, widths: [8, 12], seeds: [0], contrasts: [], epochs: 4, checkpoints: [4] }
const first = join(root, 'first')
const name = 'w0008-s0-wd0.002'
const trained = join(first, 'runs', name, 'checkpoints/epoch-0004.safetensors')
const read = (folder: string, run = name): RunRecord =>
  JSON.parse(readFileSync(join(folder, 'runs', run, 'run.json'), 'utf8'))

beforeAll(async () => {
  writeTinyDataset(dataFolder)
  await sweepQuietly(config, { folder: first, dataFolder })
})

afterAll(() => rmSync(root, { recursive: true, force: true }))

test('a run can start from the network of another program, which its record names', async () => {
  const folder = join(root, 'as-it-is')
  await sweepQuietly({ ...config, epochs: 0, checkpoints: [] }, { folder, dataFolder, weights: [trained] })
  const { startedFrom, history } = read(folder)
  expect(startedFrom).toBe(createHash('sha256').update(readFileSync(trained)).digest('hex'))
  const { epoch: _, ...ended } = read(first).history.at(-1)!
  expect(history).toEqual([{ epoch: 0, ...ended }])
  // The other width had no file.
  expect(read(folder, 'w0012-s0-wd0.002')).not.toHaveProperty('startedFrom')
})

test('a run trains from a given network, also when it is continued without the file', async () => {
  const folder = join(root, 'onwards')
  const options = { folder, dataFolder, weights: [trained] }
  const stop = new AbortController()
  const stopped = sweepQuietly(config, { ...options, signal: stop.signal, onNotice: () => {}, onProgress: () => stop.abort(new Error('enough')) }) // prettier-ignore
  await expect(stopped).rejects.toThrow('enough')
  await sweepQuietly(config, { folder, dataFolder })
  const { history, startedFrom } = read(folder)
  expect(startedFrom).toMatch(/^[0-9a-f]{64}$/)
  expect(history[0].trainLoss).toBeLessThan(read(first).history[0].trainLoss)
})

test('networks that do not fit are rejected before anything is trained', async () => {
  const folder = join(root, 'refused')
  const wrong = join(first, 'runs', 'w0012-s0-wd0.002', 'checkpoints/epoch-0004.safetensors')
  const begin = (weights: string[], at = folder) => sweepQuietly({ ...config, widths: [8] }, { folder: at, dataFolder, weights }) // prettier-ignore
  await expect(begin([wrong])).rejects.toThrow(
    /^weights: ".*" is not a network of this sweep \(.*\[8, .*is needed\)/,
  )
  const damaged = join(root, 'damaged.safetensors')
  writeFileSync(damaged, readFileSync(trained).subarray(0, 100))
  await expect(begin([damaged])).rejects.toThrow(/is not a network of this sweep/)
  await expect(begin([trained, trained])).rejects.toThrow(/are both of width 8/)
  await expect(sweepQuietly(config, { folder: first, dataFolder, weights: [trained] })).rejects.toThrow(
    /runs of width 8 have started without/,
  )
})

test.each(['model.safetensors', 'weights'])('an archive called %s is refused by its format', async (file) => {
  const path = join(root, file)
  const archive = new URL('../../../../tests/golden/reference/synthetic-w64.npz', import.meta.url)
  writeFileSync(path, readFileSync(archive))
  const begun = sweepQuietly(config, { folder: join(root, 'other-format'), dataFolder, weights: [path] })
  await expect(begun).rejects.toThrow(
    `weights: "${path}" is a NumPy archive, and networks are read from safetensors files. Save its state dict as one`,
  )
})
