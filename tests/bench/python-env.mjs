import { createHash } from 'node:crypto'
import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { readCommand, runCommand } from '../runner/run-command.mjs'

// Packages that the published procedure needs, pinned so that figures can be compared over time.
const packages = [
  'numpy==2.2.6',
  'scipy==1.15.3',
  'scikit-learn==1.6.1',
  'joblib==1.6.0',
  'threadpoolctl==3.7.0',
  'cloudpickle==3.1.2',
]

/** The environment in which `python3` finds the packages, installed once into the cache folder. */
export async function preparePython(cache) {
  const set = createHash('sha256').update(packages.join()).digest('hex').slice(0, 8)
  const folder = join(cache, `python-${set}`)
  if (!existsSync(folder)) {
    const partial = `${folder}.partial`
    rmSync(partial, { recursive: true, force: true })
    const pip = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--target', partial]
    const status = await runCommand('python3', [...pip, ...packages])
    if (status !== 0) throw new Error(`pip could not install ${packages.join(' ')}`)
    renameSync(partial, folder)
  }
  return { PYTHONPATH: folder }
}

/** Runs a script of this folder and parses the JSON document that it prints. */
export async function readPython(script, args, env) {
  const { status, stdout, stderr } = await readCommand(
    'python3',
    [join(import.meta.dirname, script), ...args],
    env,
  )
  if (status !== 0) throw new Error(`${script} ended with status ${status}: ${stderr.trim()}`)
  return stdout.trim() === '' ? undefined : JSON.parse(stdout)
}
