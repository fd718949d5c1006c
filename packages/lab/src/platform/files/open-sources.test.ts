import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openRepresentation } from '@mitoscope/analysis/representation'
import { encodeSafetensors, type NamedTensor, usualExtensions } from '@mitoscope/formats'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { openSources } from './open-sources.ts'

const folder = mkdtempSync(join(tmpdir(), 'mitoscope-sources-'))
beforeEach(() => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const features: NamedTensor = {
  name: 'features.test',
  shape: [3, 2],
  values: Float32Array.of(1, 2, 3, 4, 5, 7),
}
const labels: NamedTensor = { name: 'labels.test', shape: [3], values: Int32Array.of(0, 1, 0) }
const write = (name: string, content: readonly NamedTensor[]) =>
  writeFileSync(join(folder, name), Buffer.concat([...encodeSafetensors(content)]))

async function open(...names: string[]) {
  const { sources, close } = await openSources(names.map((name) => join(folder, name)))
  try {
    const { width, test: split } = await openRepresentation(sources)
    return { files: sources.map(({ name }) => name), width, labels: split.labels && [...split.labels] }
  } finally {
    await close()
  }
}

test('an index stands for its shards, alone, beside them and in its folder', async () => {
  write('a-1.safetensors', [features])
  write('a-2.safetensors', [labels])
  const weights = { 'features.test': 'a-1.safetensors', 'labels.test': 'a-2.safetensors' }
  writeFileSync(join(folder, 'a.safetensors.index.json'), JSON.stringify({ weight_map: weights }))
  const files = ['a.safetensors.index.json', 'a-1.safetensors', 'a-2.safetensors']
  const whole = { files, width: 2, labels: [0, 1, 0] }
  expect(await open('a.safetensors.index.json')).toEqual(whole)
  expect(await open('a.safetensors.index.json', 'a-1.safetensors')).toEqual(whole)
  expect(await open('.')).toEqual({ ...whole, files: [files[1], files[2], files[0]] })
  rmSync(join(folder, 'a-2.safetensors'))
  await expect(open('a.safetensors.index.json')).rejects.toThrow('and "a-2.safetensors" is missing')
})

test('files of a folder are known by their contents where no name tells', async () => {
  write('last', [features, labels])
  writeFileSync(join(folder, 'notes.txt'), 'Trained on Monday.')
  expect(await open('.')).toEqual({ files: ['last'], width: 2, labels: [0, 1, 0] })
})

test('a folder without tensors lists what it holds', async () => {
  writeFileSync(join(folder, 'notes.txt'), 'Trained on Monday.')
  await expect(open('.')).rejects.toThrow(`has no ${usualExtensions()} file: it holds "notes.txt".`)
})
