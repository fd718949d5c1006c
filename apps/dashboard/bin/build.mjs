// The dashboard's pages as files, built once per state of their sources; by hand: node apps/dashboard/bin/build.mjs
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { setPriority } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const home = fileURLToPath(new URL('../', import.meta.url))
const built = join(home, '.built')
const sources = [
  'bin',
  'src',
  'package.json',
  'next.config.mjs',
  '../../packages/analysis/src',
  '../../packages/figures/src',
  '../../schema/documents.ts',
  '../../pnpm-lock.yaml',
]

export function findDashboard() {
  const folder = folderNow()
  return existsSync(folder) ? folder : undefined
}

export function lockPath() {
  mkdirSync(built, { recursive: true })
  return join(built, 'lock')
}

/** Builds the pages; with `givesWay`, below the priority of the process that asks for them. */
export async function buildDashboard(signal, { givesWay = true } = {}) {
  const folder = folderNow()
  const { resolve } = createRequire(import.meta.url)
  const child = spawn(process.execPath, [resolve('next/dist/bin/next'), 'build'], {
    cwd: home,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (output = (output + text).slice(-4_000)))
  const status = await new Promise((done, fail) => {
    child.once('error', fail).once('close', (code, killed) => done(code ?? killed))
    // Training goes first. It fails only where the process has ended already, which the listeners say.
    if (givesWay && child.pid !== undefined) setPriority(child.pid, 10)
  })
  if (status !== 0) throw new Error(`next build ended with ${status}: ${output.trim()}`)
  hintCompilation(join(home, 'out/_next/static/chunks'))
  mkdirSync(built, { recursive: true })
  for (const name of readdirSync(built))
    if (!name.startsWith('lock')) rmSync(join(built, name), { recursive: true, force: true })
  renameSync(join(home, 'out'), folder)
  return folder
}

/**
 * Tells browsers that all functions of a script are called soon: Chromium then compiles them beside the page while the script
 * arrives, and not one by one while the page waits (explicit compile hints of V8). To others it is a comment.
 */
function hintCompilation(folder) {
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.js'))) {
    const file = join(folder, name)
    writeFileSync(file, `//# allFunctionsCalledOnLoad\n${readFileSync(file, 'utf8')}`)
  }
}

/** Named after everything that the pages are made from. */
function folderNow() {
  const hash = createHash('sha256')
  for (const source of sources) {
    const path = join(home, source)
    const names = statSync(path).isDirectory() ? readdirSync(path, { recursive: true }).sort() : ['']
    for (const name of names) {
      const file = join(path, name)
      if (statSync(file).isFile()) hash.update(name).update(readFileSync(file))
    }
  }
  return join(built, hash.digest('hex').slice(0, 16))
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.log(findDashboard() ?? (await buildDashboard(undefined, { givesWay: false })))
