import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fetchWheel, wheelFolder } from './fetch-wheel.ts'
import { runCommand } from './run-command.ts'

const python = (await runCommand('python3', ['-c', 'import sys; print(sys.executable)'])).stdout.trim()

/** Creates a wheel with the right names and no content. */
const makeWheel = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as z:
    for name in ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2', 'include/tensorflow/c/eager/c_api.h',
                 'include/tensorflow/core/platform/ctstring_internal.h', 'include/tensorflow/core/other.h', 'python/big.py']:
        z.writestr('tensorflow/' + name, name * 1000)
`

let folder: string
let cache: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mitoscope-wheel-'))
  cache = join(folder, 'cache')
  await mkdir(join(folder, 'bin'))
  for (const name of ['pip', 'pip3'])
    await writeFile(join(folder, 'bin', name), '#!/bin/sh\nexit 127\n', { mode: 0o755 })
})

afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

describe.skipIf(python === '')('fetching the wheel', () => {
  test('takes the libraries and the C headers, nothing else, and cleans up', async () => {
    await fakePip(`"${python}" "${folder}/make.py" "$last/tensorflow.whl"`)
    const phases = new Set<string>()
    const library = await fetchWheel(cache, false, (phase) => phases.add(phase))
    expect(library.folder).toBe(join(wheelFolder(cache, false), 'tensorflow'))
    expect(await readFile(join(library.folder, library.files[0]), 'utf8')).toContain('libtensorflow_cc.so.2')
    expect(existsSync(join(library.include, 'tensorflow/core/other.h'))).toBe(false)
    expect(existsSync(join(library.folder, 'python'))).toBe(false)
    expect(existsSync(`${wheelFolder(cache, false)}.partial`)).toBe(false)
    expect([...phases]).toEqual(['download', 'extract'])
    expect(await downloads()).toBe(1)
  })

  test('goes on from a finished download when it was stopped while unpacking', async () => {
    await fakePip(`"${python}" "${folder}/make.py" "$last/tensorflow.whl"`)
    const partial = `${wheelFolder(cache, false)}.partial`
    await mkdir(join(partial, 'wheels'), { recursive: true })
    await runCommand(python, [join(folder, 'make.py'), join(partial, 'wheels', 'tensorflow.whl')])
    await mkdir(join(partial, 'out', 'tensorflow'), { recursive: true })
    await writeFile(join(partial, 'out', 'tensorflow', 'libtensorflow_cc.so.2'), 'half of it')
    const library = await fetchWheel(cache, false, () => {})
    expect(await readFile(join(library.folder, library.files[0]), 'utf8')).not.toContain('half')
    expect(await downloads()).toBe(0)
  })

  test('drops a download that was stopped, and a wheel that cannot be read', async () => {
    await fakePip('printf broken > "$last/tensorflow.whl"')
    const partial = `${wheelFolder(cache, false)}.partial`
    await mkdir(join(partial, 'fetching'), { recursive: true })
    await writeFile(join(partial, 'fetching', 'half.whl'), 'half of it')
    await expect(fetchWheel(cache, false, () => {})).rejects.toThrow('could not be unpacked')
    await fakePip(`"${python}" "${folder}/make.py" "$last/tensorflow.whl"`)
    await fetchWheel(cache, false, () => {})
    expect(await downloads()).toBe(2)
  })

  test('names the missing part: the network, pip or Python', async () => {
    await fakePip('echo "ERROR: No matching distribution found" >&2; exit 1')
    await expect(fetchWheel(cache, false, () => {})).rejects.toThrow('No matching distribution found')
    await fakePip('echo "python3: No module named pip" >&2; exit 1')
    await expect(fetchWheel(cache, false, () => {})).rejects.toThrow('apt install python3-pip')
    vi.stubEnv('PATH', join(folder, 'empty'))
    await expect(fetchWheel(cache, false, () => {})).rejects.toThrow(
      'Python 3, which fetches TensorFlow, was not found',
    )
  })
})

/** Puts a python3 first on the path whose pip runs `script`, with the target folder as $last. */
async function fakePip(script: string): Promise<void> {
  await writeFile(join(folder, 'make.py'), makeWheel)
  const file = join(folder, 'bin', 'python3')
  const lines = [
    '#!/bin/sh',
    `[ "$2" = pip ] || exec "${python}" "$@"`,
    'while [ $# -gt 0 ]; do [ "$1" = -d ] && last="$2"; shift; done',
    `echo download >> "${folder}/downloads"`,
    script,
  ]
  await writeFile(file, lines.join('\n'))
  await chmod(file, 0o755)
  vi.stubEnv('PATH', join(folder, 'bin') + delimiter + (process.env.PATH ?? ''))
}

async function downloads(): Promise<number> {
  const text = await readFile(join(folder, 'downloads'), 'utf8').catch(() => '')
  return text.split('\n').filter((line) => line !== '').length
}
