// Compiles the sources once, so that no command does it at its start: into a folder of node_modules, or, where that
// cannot be written, into the system's temporary folder.
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './ensure-installed.mjs'

/** Sources that are started, in this process or in one of their own. */
const entries = [
  'apps/cli/src/main.ts',
  'apps/cli/src/lab/measure-speed-process.ts',
  'packages/lab/src/work/compute/compute-process.ts',
  'packages/lab/src/records/uploads/ingest-process.ts',
  'packages/tensor/src/doctor/examine-backend.ts',
]
/** Changes of these change what is compiled, though they are no sources. */
const settings = ['.tsconfig.json', 'pnpm-lock.yaml', 'apps/cli/bin/compile.mjs']
const manifestName = 'sources.json'
const buildsKept = 5
/** Ends the process that compiles, where one was started. */
let endService = async () => {}
const dayMs = 24 * 60 * 60 * 1000

/** The file of a compiled entry. */
export function compiledEntry(folder, source) {
  return join(folder, `${nameEntry(source)}.mjs`)
}

/** As locateEntry finds it. */
function nameEntry(source) {
  return source.replaceAll('/', '.').replace(/\.ts$/, '')
}

/**
 * Returns the folder of the compiled sources as they are now, in the first of these places that can be written. Compiles
 * them first where one has changed.
 */
export async function compile(places = usualPlaces()) {
  for (const place of places) {
    const folder = findCurrent(place)
    if (folder) return folder
  }
  let failure
  for (const place of places) {
    try {
      return await build(place)
    } catch (error) {
      if (!['EACCES', 'EROFS', 'EPERM', 'ENOTDIR'].includes(error.code)) throw error
      failure = error
    }
  }
  throw failure
}

/** Ends the process of esbuild, which would stay as long as this one. No call of compile may be under way. */
export async function endCompiler() {
  await endService()
}

function usualPlaces() {
  const checkout = createHash('sha256').update(root).digest('hex').slice(0, 16)
  return [
    join(root, 'node_modules/.cache/mitoscope'),
    join(tmpdir(), `mitoscope-${userInfo().username}`, checkout),
  ]
}

/** The newest build, if it was made of the sources as they are: of the same sizes and times, in the same place. */
function findCurrent(place) {
  try {
    const folder = join(place, readFileSync(join(place, 'current'), 'utf8'))
    const { root: made, sources } = JSON.parse(readFileSync(join(folder, manifestName), 'utf8'))
    return made === root && sources.every(([path, stamp]) => stampOf(path) === stamp) ? folder : undefined
  } catch {
    return undefined
  }
}

function stampOf(path) {
  const { size, mtimeMs } = statSync(join(root, path))
  return `${size} ${mtimeMs}`
}

async function build(place) {
  mkdirSync(place, { recursive: true })
  const { build: bundle, stop } = await import('esbuild')
  endService = stop
  const name = `${Date.now()}-${randomUUID().slice(0, 8)}`
  const folder = join(place, `${name}.unfinished`)
  // Before they are read: what changes meanwhile is compiled at the next start.
  const stamps = new Map()
  try {
    const { metafile } = await bundle({
      absWorkingDir: root,
      entryPoints: entries.map((path) => ({ in: path, out: nameEntry(path) })),
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      chunkNames: '[name]-[hash]',
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: `node${process.versions.node.split('.')[0]}`,
      tsconfig: '.tsconfig.json',
      keepNames: true,
      sourcemap: 'linked',
      sourcesContent: false,
      metafile: true,
      logLevel: 'warning',
      banner: { js: describePlace() },
      plugins: [keepPlaces(stamps), leavePackages()],
    })
    const sources = [...Object.keys(metafile.inputs), ...settings].map((path) => [
      path,
      stamps.get(path) ?? stampOf(path),
    ])
    writeFileSync(join(folder, manifestName), JSON.stringify({ root, sources }))
    renameSync(folder, join(place, name))
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
  const pointer = join(place, `${name}.pointer`)
  writeFileSync(pointer, name)
  renameSync(pointer, join(place, 'current'))
  removeOld(place, name)
  return join(place, name)
}

/** Says in every compiled file where it is and where it comes from. */
function describePlace() {
  return (
    `globalThis.mitoscopeCompiled ??= ` + `{ folder: import.meta.dirname, root: ${JSON.stringify(root)} };`
  )
}

/** Has import.meta.url stand for the source, since what lies beside it is not compiled: kernels, package.json. */
function keepPlaces(stamps) {
  return {
    name: 'keep-places',
    setup(context) {
      context.onLoad({ filter: /\.(ts|mjs)$/ }, ({ path }) => {
        stamps.set(relative(root, path), stampOf(relative(root, path)))
        const place = JSON.stringify(pathToFileURL(path).href)
        const contents = readFileSync(path, 'utf8').replaceAll('import.meta.url', place)
        return { contents, loader: path.endsWith('.ts') ? 'ts' : 'js' }
      })
    },
  }
}

/** Leaves packages of others where they are, by the file that the importing package would get. */
function leavePackages() {
  return {
    name: 'leave-packages',
    setup(context) {
      context.onResolve({ filter: /^[^./#]/ }, async ({ path, resolveDir, kind, pluginData }) => {
        if (pluginData === 'asked' || kind === 'entry-point' || path.startsWith('node:')) return undefined
        if (path.startsWith('@mitoscope/')) return undefined
        const found = await context.resolve(path, { resolveDir, kind, pluginData: 'asked' })
        if (found.errors.length > 0 || found.external) return found
        return { path: pathToFileURL(found.path).href, external: true }
      })
    },
  }
}

/** Removes builds of yesterday and before but for the last few: a process may still load parts of one. */
function removeOld(place, current) {
  const old = readdirSync(place)
    .filter((name) => /^\d+-/.test(name) && name !== current)
    .toSorted()
    .toReversed()
    .slice(buildsKept)
  for (const name of old)
    if (Date.now() - Number(name.split('-')[0]) > dayMs)
      rmSync(join(place, name), { recursive: true, force: true })
}
