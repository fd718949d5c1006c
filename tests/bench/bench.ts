// Measures Mitoscope on this machine; tests/bench/run.mjs starts it.
import { existsSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from '../../apps/cli/bin/ensure-installed.mjs'
import { fewestPairs } from './compare/interval.ts'
import { assertQuiet } from './compare/quiet.ts'
import { runTypeScript } from './compare/run-json.ts'
import { measureKernels } from './kernels/main.ts'
import { comparePublished } from './published/main.ts'
import { preparePython } from './python-env.ts'
import { makeArchive } from './kernels/make-archive.ts'
import { writeComparisons, type Compared } from './results/comparisons.ts'
import { writeReadme } from './results/readme.ts'
import { writeFigures } from './results/write-figures.ts'
import type { Figure } from './server/figure.ts'
import { compareTraining, compileNetworks } from './training/main.ts'

const widths = [512, 2048]
const names = ['prepare', 'published', 'training', 'kernels', 'server', 'dashboard']

const { only, rounds, draws, print: isPrinted, small: isSmall } = readFlags()
const load = loadavg()[0]
const met: boolean[] = []
try {
  if (!existsSync('/proc/stat')) throw new Error('The time of processes is read from /proc, which Linux has')
  if (only.some((name) => name !== 'prepare')) assertQuiet(load, isPrinted)
  for (const name of only) await measure(name)
} catch (error) {
  console.error(`npm run bench: ${(error as Error).message}`)
  process.exit(2)
}
process.exitCode = met.every(Boolean) ? 0 : 1

async function measure(name: string): Promise<void> {
  const options = { rounds, isPrinted }
  if (name === 'prepare') return prepare()
  if (name === 'published') {
    const layers = isSmall ? { widths: [64], rows: { test: 500, train: 1000 } } : { widths }
    compare(name, await comparePublished({ ...options, draws, ...layers }))
  } else if (name === 'training') {
    compare(name, await compareTraining({ ...options, isSmall }))
  } else {
    const part = name as 'kernels' | 'server' | 'dashboard'
    const figures = part === 'kernels' ? await measureKernels() : await measureServed(part)
    met.push(writeFigures(part, figures, { load, isPrinted }))
  }
}

/** Does once what needs no quiet machine: installs the other side, makes the layers and compiles the networks. */
async function prepare(): Promise<void> {
  const python = preparePython('published')
  for (const width of widths) makeArchive(python, width)
  await compileNetworks()
}

function compare(
  of: Compared,
  found: Awaited<ReturnType<typeof comparePublished>> | Awaited<ReturnType<typeof compareTraining>>,
): void {
  const command = `npm run bench -- --only ${of}${of === 'published' ? ` --draws ${draws}` : ''} --rounds ${rounds}`
  met.push(writeComparisons(of, found, { load, isPrinted, command }))
  if (!isPrinted) writeReadme()
}

/** The script's last line is a list of figures. */
function measureServed(part: 'server' | 'dashboard'): Promise<Figure[]> {
  process.stderr.write(`▸ ${part}\n`)
  const env = { TSX_TSCONFIG_PATH: join(root, '.tsconfig.json') }
  return runTypeScript(join(import.meta.dirname, part, 'main.ts'), [], env, { isShown: true })
}

function readFlags() {
  try {
    const { values } = parseArgs({
      options: {
        only: { type: 'string', default: names.join(',') },
        rounds: { type: 'string', default: '6' },
        draws: { type: 'string', default: '1' },
        print: { type: 'boolean', default: false },
        small: { type: 'boolean', default: false },
      },
    })
    const asked = values.only.split(',')
    const unknown = asked.find((name) => !names.includes(name))
    if (unknown !== undefined)
      throw new Error(`there is no part "${unknown}": use --only with ${names.join(', ')}`)
    if (values.small && !values.print) throw new Error('--small measures toys: add --print')
    return {
      ...values,
      only: asked,
      rounds: readCount('rounds', values.rounds, fewestPairs),
      draws: readCount('draws', values.draws, 1),
    }
  } catch (error) {
    console.error(`npm run bench: ${(error as Error).message}`)
    process.exit(2)
  }
}

function readCount(name: string, text: string, least: number): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < least)
    throw new Error(`--${name} must be an integer of at least ${least}; it is "${text}"`)
  return value
}
