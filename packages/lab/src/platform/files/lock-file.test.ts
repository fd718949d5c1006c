import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
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
    await writeFile(path, `${process.pid} another-boot`)
    await (
      await take()
    )()
  }
  await writeFile(path, String(process.pid))
  await expect(take()).rejects.toThrow(`held by process ${process.pid}. The lock is ${path}: remove it if`)
  await rm(folder, { recursive: true })
})

test('a lock from another container is respected as long as it is touched', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mitoscope-lock-'))
  const path = join(folder, 'lock')
  const take = () => lockFile(path, (holder) => `held by ${holder}`)
  // Nobody here has so high a number, which says nothing of elsewhere.
  await writeFile(path, '999999999 x elsewhere/pid:[1]')
  const touching = setInterval(() => void utimes(path, new Date(), new Date()), 200)
  await expect(take()).rejects.toThrow('held by process 999999999')
  clearInterval(touching)
  const before = new Date(Date.now() - 60_000)
  await utimes(path, before, before)
  const unlock = await take()
  const { mtimeMs } = await stat(path)
  await expect.poll(async () => (await stat(path)).mtimeMs).toBeGreaterThan(mtimeMs)
  await unlock()
  await rm(folder, { recursive: true })
})

test('a lock that names no process is taken over, unless it is new', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mitoscope-lock-'))
  const path = join(folder, 'lock')
  const take = () => lockFile(path, (holder) => `held by ${holder}`)
  for (const content of ['', '\0\0\0\0', 'half']) {
    await writeFile(path, content)
    await expect(take()).rejects.toThrow('held by another process. The lock is')
    const before = new Date(Date.now() - 60_000)
    await utimes(path, before, before)
    const unlock = await take()
    expect(await readFile(path, 'utf8')).toMatch(new RegExp(`^${process.pid} `))
    await unlock()
    expect(await readdir(folder)).toEqual([])
  }
  await rm(folder, { recursive: true })
})

test('of many that take over a stale lock at once one gets it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mitoscope-lock-'))
  const path = join(folder, 'lock')
  await writeFile(path, '999999999 x')
  const taken = await Promise.allSettled(Array.from({ length: 20 }, () => lockFile(path, () => 'held')))
  expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await readdir(folder)).toEqual(['lock'])
  await rm(folder, { recursive: true })
})

test('what is no file in the place of a lock is named, with the remedy', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mitoscope-lock-'))
  const path = join(folder, 'server.lock')
  const take = () => lockFile(path, (holder) => holder)
  const told = `${path} is not a file, but the lock of the folder belongs there. Move it away`
  await mkdir(path)
  await expect(take()).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    message: expect.stringContaining(told),
  })
  await rm(path, { recursive: true })
  await symlink('nothing', path)
  await expect(take()).rejects.toThrow(told)
  await rm(folder, { recursive: true })
})

/** A full disk, if this process may mount one. */
const disk = mkdtempSync(join(tmpdir(), 'mitoscope-full-'))
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk]).status === 0
afterAll(() => {
  if (mounted) execFileSync('umount', [disk])
  rmSync(disk, { recursive: true, force: true })
})

test.skipIf(!mounted)('a full disk is left without a lock', async () => {
  await writeFile(join(disk, 'ballast'), Buffer.alloc(2 << 20)).catch(() => {})
  await expect(lockFile(join(disk, 'lock'), (holder) => holder)).rejects.toMatchObject({ code: 'ENOSPC' })
  expect(await readdir(disk)).toEqual(['ballast'])
})

test.skipIf(!mounted)('a lock that is held is told as such on a full disk, too', async () => {
  await rm(join(disk, 'ballast'), { force: true })
  const take = () => lockFile(join(disk, 'held'), (holder) => `held by ${holder}`)
  const unlock = await take()
  await writeFile(join(disk, 'ballast'), Buffer.alloc(2 << 20)).catch(() => {})
  await expect(take()).rejects.toThrow(`held by process ${process.pid}`)
  await unlock()
})
