import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { prepareFolder } from './prepare-folder.ts'

test('what a killed process left half made is made anew, and nothing else is touched', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mitoscope-folder-'))
  const make = async (name: string) => {
    await mkdir(join(folder, 'database'), { recursive: true })
    await writeFile(join(folder, 'database', name), '')
  }
  await prepareFolder(folder)
  await make('half')
  const initialised = await prepareFolder(folder)
  expect(await readdir(folder)).toEqual(['database.unfinished'])
  await make('whole')
  await initialised()
  await (
    await prepareFolder(folder)
  )()
  expect(await readdir(folder)).toEqual(['database'])
  expect(await readdir(join(folder, 'database'))).toEqual(['whole'])
  await rm(folder, { recursive: true })
})
