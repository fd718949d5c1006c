import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const packages = [
  'hypothesis-graphql==0.11.1',
  'hypothesis==6.168.3',
  'graphql-core==3.2.13',
  'sortedcontainers==2.4.0',
]
const cache = fileURLToPath(new URL('../../../node_modules/.cache/mitoscope/', import.meta.url))
const script = fileURLToPath(new URL('generate-queries.py', import.meta.url))
const run = promisify(execFile)
/** Placeholders of generate-queries.py for ids: ids differ from run to run, its queries are kept. */
const placeholder = 'AN-ID-OF-A-RECORD'

/**
 * Installs the generator if it is missing, and returns its folder for Python's path, or the reason why it
 * cannot be had.
 */
export async function prepareGenerator(): Promise<{ path: string } | { reason: string }> {
  const path = join(cache, `hypothesis-${digest(packages.join())}`)
  if (existsSync(path)) return { path }
  const partial = `${path}.${process.pid}`
  try {
    await run('python3', ['-m', 'pip', 'install', '-q', '--no-deps', '--target', partial, ...packages])
    await rename(partial, path)
    return { path }
  } catch (error) {
    await rm(partial, { recursive: true, force: true })
    return { reason: (error as Error).message.split('\n')[0] }
  }
}

/** Queries made from a schema, the same for the same schema; kept, since making them takes minutes. */
export async function generateQueries(
  { path }: { path: string },
  schema: string,
  count: number,
  /** An id that some of the generated arguments have. */
  id: string,
): Promise<string[]> {
  const made = [await readFile(schema, 'utf8'), await readFile(script, 'utf8'), path, count].join()
  const file = join(cache, `queries-${digest(made)}.jsonl`)
  if (!existsSync(file)) {
    // A process for each core; seeds differ, so that their queries do.
    const shares = [Math.ceil(count / 2), Math.floor(count / 2)]
    const parts = await Promise.all(
      shares.map((share, seed) =>
        run('python3', [script, schema, `${share}`, `${seed}`], {
          env: { ...process.env, PYTHONPATH: path },
          maxBuffer: 2 ** 30,
        }),
      ),
    )
    await mkdir(cache, { recursive: true })
    await writeFile(`${file}.partial`, parts.map(({ stdout }) => stdout).join(''))
    await rename(`${file}.partial`, file)
  }
  const text = await readFile(file, 'utf8')
  return text
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as string).replaceAll(placeholder, id))
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
