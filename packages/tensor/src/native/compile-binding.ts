import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { bindingPackageFolder } from './find-library.ts'
import { lastLine, runCommand } from './run-command.ts'
import { putInPlace } from './put-in-place.ts'
import { SetUpImpossible } from './set-up-impossible.ts'
import type { TensorFlowLibrary } from './tensorflow-library.ts'

/** Node-API is stable across Node versions, so one compiled binding serves them all. */
const nodeApiVersion = 8

const flags = ['-std=c++17', '-O2', '-fPIC', '-shared', `-DNAPI_VERSION=${nodeApiVersion}`]

/** Identifies what is compiled: the package's sources and the flags. */
export function bindingSourceHash(): string {
  const folder = join(bindingPackageFolder(), 'binding')
  const hash = createHash('sha256').update(flags.join(' '))
  for (const name of readdirSync(folder).sort()) hash.update(name).update(readFileSync(join(folder, name)))
  return hash.digest('hex').slice(0, 16)
}

function compiler(): string {
  return process.env.CXX || 'g++'
}

/** Fails where there is no compiler: before anything is downloaded in vain. */
export async function requireCompiler(): Promise<void> {
  if ((await runCommand(compiler(), ['--version'])).code === 0) return
  throw new SetUpImpossible(
    `The C++ compiler ${compiler()} is not there to build the TensorFlow binding`,
    'Install one (Debian, Ubuntu: apt install g++; or set CXX)',
  )
}

/** Compiles the package's binding against `library` into the cache, unless that has been done; returns its path. */
export async function compileBinding(cache: string, library: TensorFlowLibrary): Promise<string> {
  const linked = join(library.folder, library.files[0])
  const { size, mtimeMs } = await stat(linked)
  const key = createHash('sha256').update(`${linked} ${size} ${mtimeMs}`).digest('hex').slice(0, 16)
  const folder = join(cache, 'binding')
  const output = join(folder, `tfjs_binding-${bindingSourceHash()}-${key}.node`)
  if (existsSync(output)) return output
  await mkdir(folder, { recursive: true })
  const aside = `${output}.partial`
  const result = await runCommand(compiler(), [...flags, ...compilerArguments(library), '-o', aside])
  if (result.code !== 0) {
    throw new SetUpImpossible(
      `The TensorFlow binding could not be compiled (${lastLine(result.stderr)})`,
      'A newer g++ (9 or later) may help',
    )
  }
  putInPlace(aside, output)
  return output
}

function compilerArguments(library: TensorFlowLibrary): string[] {
  const package_ = bindingPackageFolder()
  const sources = ['tfjs_backend.cc', 'tfjs_binding.cc'].map((name) => join(package_, 'binding', name))
  const includes = [package_, library.include, nodeApiFolder()].map((folder) => `-I${folder}`)
  const libraries = library.files.map((name) => `-l:${name}`)
  // TensorFlow opens CUDA's libraries by name where the loader looks, which is not their folders: linked to the
  // binding, they are loaded already when it asks.
  const cuda = library.cuda.length > 0 ? ['-Wl,--no-as-needed', ...library.cuda] : []
  const folders = [...new Set([library.folder, ...library.cuda.map((file) => dirname(file))])]
  const paths = folders.map((folder) => `-Wl,-rpath,${folder}`)
  return [...includes, ...sources, `-L${library.folder}`, ...libraries, ...cuda, ...paths]
}

/** The headers that came with this Node, else those of the npm package: Node's slim images leave theirs out. */
export function nodeApiFolder(): string {
  const own = resolve(dirname(process.execPath), '../include/node')
  if (existsSync(join(own, 'node_api.h'))) return own
  return join(dirname(createRequire(import.meta.url).resolve('node-api-headers/package.json')), 'include')
}
