import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { cacheFolder } from '@mitoscope/tensor'

const run = promisify(execFile)
const list = fileURLToPath(new URL('libraries.txt', import.meta.url))
/** Milliseconds after which an installation is given up: a slow network is no fault of the client's. */
const limitMs = 300_000

/**
 * Installs the libraries that the client works with for a Python, once per machine; resolves with their folder for Python's
 * path, or with the reason why they cannot be had.
 */
export async function installLibraries(python: string): Promise<{ path: string } | { reason: string }> {
  const about = 'import sys, sysconfig; print(sys.implementation.cache_tag, sysconfig.get_platform())'
  const { stdout: tag } = await run(python, ['-c', about])
  const wanted = createHash('sha256')
    .update(await readFile(list))
    .update(tag)
    .digest('hex')
    .slice(0, 16)
  const path = join(cacheFolder(), `python-libraries-${wanted}`)
  if (existsSync(path)) return { path }
  const partial = `${path}.${process.pid}`
  try {
    await mkdir(partial, { recursive: true })
    // All that they import is on the list: what pip would find out takes longer than the download.
    const asked = [
      'install',
      '-q',
      '--no-deps',
      '--no-compile',
      '--retries',
      '1',
      '--disable-pip-version-check',
    ]
    const args = ['-m', 'pip', ...asked, '--target', partial, '-r', list]
    await run(python, args, { timeout: limitMs, maxBuffer: 2 ** 26 })
    await rename(partial, path).catch((error: unknown) => {
      // Another process was faster.
      if (!existsSync(path)) throw error
    })
    return { path }
  } catch (error) {
    const { stderr = '', message, killed } = error as Error & { stderr?: string; killed?: boolean }
    const said = stderr.split('\n').find((line) => /^ERROR|No module named pip/.test(line))
    return { reason: killed ? `pip took longer than ${limitMs / 1000} s` : (said ?? message.split('\n')[0]) }
  } finally {
    await rm(partial, { recursive: true, force: true })
  }
}
