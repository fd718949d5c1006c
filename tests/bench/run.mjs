// `npm run bench`: measures Mitoscope on this machine, against the published procedure (RESULTS.md), as a lab server
// (SERVER-RESULTS.md), in the browser (DASHBOARD-RESULTS.md) and in training against PyTorch (TRAINING-RESULTS.md).
// --widths 512,2048   --draws-measured 2 (of the published procedure; the rest is scaled)   --full (no scaling)
// --only time|memory|peaks|server|dashboard|training (several with commas)
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureInstalled, requireNode, root } from '../../apps/cli/bin/ensure-installed.mjs'
import { measureAnalysis } from './measure-analysis.mjs'
import { readCommand } from '../runner/run-command.mjs'
import { preparePython, readPython } from './python-env.mjs'
import { writeFigures } from './write-figures.mjs'
import { writeResults } from './write-results.mjs'

requireNode()
const { values } = parseArgs({
  options: {
    widths: { type: 'string', default: '512,2048' },
    'draws-measured': { type: 'string', default: '2' },
    full: { type: 'boolean', default: false },
    only: { type: 'string', default: 'peaks,time,memory,server,dashboard,training' },
  },
})
const parts = values.only.split(',')
ensureInstalled()
const cache = join(tmpdir(), 'mitoscope-bench')
mkdirSync(cache, { recursive: true })
const served = ['server', 'dashboard', 'training'].filter((part) => parts.includes(part))
const numeric = parts.length > served.length
const python = numeric ? await preparePython(cache) : undefined

// Other work on the machine slows threaded products out of all proportion, theirs and ours.
const load = loadavg()[0]
if (load > 0.5)
  console.error(`This machine is busy (load ${load.toFixed(1)}): the figures will not be its best.`)
const results = { load, peaks: undefined, widths: [], memory: undefined }
if (parts.includes('peaks')) results.peaks = await measurePeaks()
if (parts.includes('time')) {
  for (const width of values.widths.split(',').map(Number)) results.widths.push(await measureWidth(width))
}
if (parts.includes('memory')) results.memory = await measureLargeFile()
let met = numeric ? writeResults(results) : true
for (const part of served) met = writeFigures(part, load, await measureServed(part)) && met
process.exitCode = met ? 0 : 1

async function measurePeaks() {
  say('peaks')
  const backends = []
  for (const name of ['tensorflow', 'wasm']) {
    try {
      backends.push(await readScript('peak.ts', [], { MITOSCOPE_BACKEND: name }))
    } catch (error) {
      console.error(`  ${error.message}`)
    }
  }
  return { numpy: await readPython('peak.py', [], python), backends }
}

async function measureWidth(width) {
  const file = await makeArchive(`w${width}`, ['--width', String(width)])
  say(`the published procedure, W = ${width}`)
  const draws = values.full ? ['--full'] : ['--draws-measured', values['draws-measured']]
  const published = await readPython('published.py', [file, ...draws], python)
  say(`mitoscope, W = ${width}`)
  const inProcess = await readScript('ours.ts', [file])
  const wasm = await readScript('ours.ts', [file], { MITOSCOPE_BACKEND: 'wasm' })
  const refit = await readScript('refit.ts', [file])
  return { width, published, inProcess, wasm, refit, whole: await measureAnalysis(file, cache) }
}

async function measureLargeFile() {
  const file = await makeArchive('large', ['--width', '8192', '--test', '50000', '--train', '0'])
  say('mitoscope analyze, 50,000 × 8,192, 4 draws')
  // Every measure that holds a factor of the layer; memory does not depend on the number of draws, time does.
  const measures = ['chunk-error', 'reconstruction', 'residual-correlation', 'chunk-to-chunk']
  return measureAnalysis(file, cache, ['--draws', '4', '--measure', ...measures])
}

function measureServed(part) {
  say({ server: 'the lab server', dashboard: 'the dashboard', training: 'training' }[part])
  // The script's progress is shown, since it takes minutes.
  return readScript(`${part}/main.ts`, [], { TSX_TSCONFIG_PATH: join(root, '.tsconfig.json') }, true)
}

async function makeArchive(name, args) {
  const script = readFileSync(join(import.meta.dirname, 'make-representation.py'))
  const made = createHash('sha256').update(script).digest('hex').slice(0, 8)
  const file = join(cache, `${name}-${made}.safetensors`)
  if (existsSync(file)) return file
  say(`making ${file}`)
  await readPython('make-representation.py', [file, ...args], python)
  return file
}

/** Runs a TypeScript file of this folder and parses the last line that it prints. */
async function readScript(script, args, env, shown = false) {
  const command = ['--import', import.meta.resolve('tsx'), join(import.meta.dirname, script), ...args]
  const { status, stdout, stderr } = await readCommand(process.execPath, command, env, shown)
  if (status !== 0) throw new Error(`${script} ended with status ${status}: ${stderr.trim()}`)
  return JSON.parse(stdout.trim().split('\n').at(-1))
}

function say(what) {
  console.error(`▸ ${what}`)
}
