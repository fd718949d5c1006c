import { expect, test } from 'vitest'
import { chooseLibrary } from './choose-library.ts'
import type { NativeSetup } from './native-setup.ts'
import { SetUpImpossible } from './set-up-impossible.ts'
import type { TensorFlowLibrary } from './tensorflow-library.ts'

const library = (folder: string): TensorFlowLibrary => ({
  folder,
  files: [],
  include: '',
  cuda: [],
  origin: 'wheel',
})
const from = (folder: string) => ({ find: async () => library(folder) })
const nowhere = { find: async () => undefined }
const failing = { find: () => Promise.reject(new SetUpImpossible('no network', 'connect')) }

/** Sets up a library in a test; those with names cuda… find a GPU. */
const setUp = async (found: TensorFlowLibrary): Promise<NativeSetup> => {
  if (found.folder === 'broken') throw new SetUpImpossible('it does not load', 'build another')
  return { present: true, binding: '', library: found, version: '2', gpu: found.folder.startsWith('cuda') }
}

test('the first library that works is chosen', async () => {
  const chosen = await chooseLibrary([nowhere, from('broken'), from('first'), from('second')], false, setUp)
  expect(chosen.library.folder).toBe('first')
  expect(chosen.note).toBeUndefined()
})

test('if a GPU is wanted, the first library that finds one is chosen', async () => {
  const chosen = await chooseLibrary([from('plain'), from('cuda'), from('last')], true, setUp)
  expect(chosen.library.folder).toBe('cuda')
})

test('a GPU that no library uses is noted, without a second download for the CPU', async () => {
  const unused = { find: () => Promise.reject(new Error('must not be asked')), cpuOnly: true }
  const chosen = await chooseLibrary([from('plain'), failing, unused], true, setUp)
  expect(chosen.library.folder).toBe('plain')
  expect(chosen.note).toContain('no network')
})

test('if no library works, the last reason is given', async () => {
  await expect(chooseLibrary([from('broken'), failing], false, setUp)).rejects.toThrow('no network')
})
