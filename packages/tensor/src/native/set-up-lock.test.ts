import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { withSetUpLock } from './set-up-lock.ts'

let folder: string
let file: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mitoscope-lock-'))
  file = join(folder, 'set-up.lock')
})

afterEach(() => rm(folder, { recursive: true, force: true }))

test('only one set-up holds the lock at a time, and the lock file is deleted', async () => {
  let inside = 0
  let most = 0
  const work = async () => {
    most = Math.max(most, ++inside)
    await sleep(20)
    inside--
  }
  await Promise.all([1, 2, 3].map(() => withSetUpLock(file, work)))
  expect(most).toBe(1)
  expect(await readdir(folder)).toEqual([])
})

test('the lock is released when the work fails', async () => {
  await expect(withSetUpLock(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await readdir(folder)).toEqual([])
})

test('a lock whose process has ended is taken over at once', async () => {
  // Larger than any process id of Linux or macOS.
  await writeFile(file, JSON.stringify({ pid: 2 ** 30, host: hostname(), id: 'x' }))
  expect(await withSetUpLock(file, async () => JSON.parse(await readFile(file, 'utf8')).pid)).toBe(
    process.pid,
  )
})

test('a fresh lock of another machine is waited for, and an old one is taken over', async () => {
  await writeFile(file, JSON.stringify({ pid: 1, host: 'another machine', id: 'x' }))
  let waited = 0
  const result = withSetUpLock(
    file,
    async () => 'done',
    () => waited++,
  )
  await vi.waitUntil(() => waited > 0, { timeout: 60_000 })
  const old = new Date(Date.now() - 120_000)
  await utimes(file, old, old)
  expect(await result).toBe('done')
  expect(waited).toBe(1)
})
