import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { findNative, setUpNative, type NativeAbsent } from './set-up.ts'

let cache: string
const here = findNative()

beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'mitoscope-set-up-'))
  vi.stubEnv('MITOSCOPE_CACHE', cache)
  vi.stubEnv('MITOSCOPE_CUDA', '0')
})

afterEach(async () => {
  vi.unstubAllEnvs()
  await chmod(cache, 0o755)
  await rm(cache, { recursive: true, force: true })
})

test('a fresh cache has no native set-up, and the remedy says how to get one', () => {
  expect(findNative()).toMatchObject({ present: false, remedy: expect.stringContaining('npm run setup') })
})

test('a damaged record counts as none', async () => {
  vi.stubEnv('MITOSCOPE_TENSORFLOW', '')
  const { createHash } = await import('node:crypto')
  const key = createHash('sha256').update('|0').digest('hex').slice(0, 8)
  await writeFile(join(cache, `native-${process.platform}-${process.arch}-${key}.json`), '{"present":')
  expect((findNative() as NativeAbsent).reason).toContain('cannot be read')
})

test('a folder without a library is rejected by its name', async () => {
  vi.stubEnv('MITOSCOPE_TENSORFLOW', join(cache, 'nothing'))
  // A compiler that does nothing, since this test needs no kernels.
  vi.stubEnv('CXX', 'true')
  const result = await setUpNative()
  expect(result).toMatchObject({ present: false, reason: expect.stringContaining(join(cache, 'nothing')) })
})

describe.skipIf(!here.present)('with a library at hand', () => {
  beforeEach(() => {
    if (here.present) vi.stubEnv('MITOSCOPE_TENSORFLOW', here.library.folder)
  })

  test('a missing compiler is named with its remedy', async () => {
    vi.stubEnv('CXX', 'no-such-compiler')
    const result = await setUpNative()
    expect(result).toMatchObject({ present: false, reason: expect.stringContaining('no-such-compiler') })
    expect((result as NativeAbsent).remedy).toContain('apt install g++')
  })

  test("a user's own library is compiled against, tried and recorded; a second set-up returns at once", async () => {
    const phases: string[] = []
    const result = await setUpNative({ progress: (phase) => phases.push(phase) })
    expect(result).toMatchObject({ present: true, library: { origin: 'MITOSCOPE_TENSORFLOW' } })
    expect(phases).toContain('compile')
    expect(findNative()).toEqual(result)
    const again: string[] = []
    expect(await setUpNative({ progress: (phase) => again.push(phase) })).toEqual(result)
    expect(again).toEqual([])
  })
})
