import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultSweep } from '@mitoscope/training'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockFolder } from './train-in-folder.ts'
import { locateSweep } from './sweep-folder.ts'
import { claimFolder } from './sweep-record.ts'

let folder = locateSweep('')
beforeEach(() => (folder = locateSweep(mkdtempSync(join(tmpdir(), 'mitoscope-record-')))))
afterEach(() => rmSync(folder.root, { recursive: true, force: true }))

test('a folder belongs to the settings that it was created with', async () => {
  await claimFolder(folder, defaultSweep)
  await claimFolder(folder, structuredClone(defaultSweep))
  expect(JSON.parse(readFileSync(folder.record, 'utf8'))).toMatchObject({
    formatVersion: 1,
    config: defaultSweep,
  })
  const other = { ...defaultSweep, contrasts: [{ weightDecay: 0, seeds: [0, 1] }] }
  await expect(claimFolder(folder, other)).rejects.toThrow('contrasts[0].seeds[1] differs')
})

test('a damaged record, or one of another format, is an error that names it', async () => {
  for (const text of ['', '{"formatVersion": 1', '5']) {
    writeFileSync(folder.record, text)
    await expect(claimFolder(folder, defaultSweep)).rejects.toThrow(
      `${folder.record} is not the record of a sweep`,
    )
  }
  writeFileSync(folder.record, '{"formatVersion": 9, "mitoscope": "7.0.0"}')
  await expect(claimFolder(folder, defaultSweep)).rejects.toThrow('format version 9, this Mitoscope reads 1')
})

test('only one sweep at a time uses a folder, and the lock of an ended process is taken over', async () => {
  const unlock = await lockFolder(folder)
  await expect(lockFolder(folder)).rejects.toThrow(`Process ${process.pid} is at work`)
  await unlock()
  writeFileSync(folder.lock, '99999999')
  await (
    await lockFolder(folder)
  )()
})

test('only one of several processes takes over the lock of an ended process', async () => {
  for (let round = 0; round < 20; round++) {
    writeFileSync(folder.lock, '99999999')
    const taken = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)))
    const holders = taken.filter((outcome) => outcome.status === 'fulfilled')
    expect(holders).toHaveLength(1)
    await holders[0].value()
  }
  // Another process that has created the lock but not yet written to it.
  writeFileSync(folder.lock, '')
  await expect(lockFolder(folder)).rejects.toThrow('Another process is at work')
})
