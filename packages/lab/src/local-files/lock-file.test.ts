import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lockFile } from './lock-file.ts'

test('a lock is one process’s, and that of a process which is gone is taken over', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mitoscope-lock-'))
  const path = join(folder, 'lock')
  const take = () => lockFile(path, (holder) => `held by ${holder}`)
  const unlock = await take()
  await expect(take()).rejects.toThrow(`held by process ${process.pid}`)
  const own = await readFile(path, 'utf8')
  await unlock()
  // Nobody has so high a number.
  await writeFile(path, '999999999 x')
  await (
    await take()
  )()
  // Somebody has this one, but did not have it when the lock was taken. Only some systems tell.
  if (own.split(' ')[1] !== '') {
    await writeFile(path, `${process.pid} another boot`)
    await (
      await take()
    )()
  }
  await writeFile(path, String(process.pid))
  await expect(take()).rejects.toThrow(`held by process ${process.pid}`)
  await rm(folder, { recursive: true })
})
