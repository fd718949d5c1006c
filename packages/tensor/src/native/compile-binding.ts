import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { bindingPackageFolder, type TensorFlowLibrary } from './tensorflow-library.ts'
import { putInPlace } from './cache-folder.ts'
import { lastLine, runCommand } from './run-command.ts'
import { SetUpImpossible } from './set-up-impossible.ts'

/** Version of Node-API, which is stable across Node versions, so that one compiled binding fits them all. */
const nodeApiVersion = 8

const flags = ['-std=c++17', '-O2', '-fPIC', '-shared', `-DNAPI_VERSION=${nodeApiVersion}`]

/** Returns a hash of the binding's sources and the compiler's flags. */
export function bindingSourceHash(): string {
  const folder = join(bindingPackageFolder(), 'binding')
  const hash = createHash('sha256').update(flags.join(' '))
  for (const name of readdirSync(folder).sort()) hash.update(name).update(readFileSync(join(folder, name)))
  return hash.digest('hex').slice(0, 16)
}

function compiler(): string {
  return process.env.CXX || 'g++'
}

/** Throws SetUpImpossible if there is no compiler, before anything is downloaded. */
export async function requireCompiler(): Promise<void> {
  if ((await runCommand(compiler(), ['--version'])).code === 0) return
  throw new SetUpImpossible(
    `The C++ compiler ${compiler()} for the TensorFlow binding was not found`,
    'Install one (Debian, Ubuntu: apt install g++; or set CXX)',
  )
}

/** Compiles the package's binding against `library` into the cache, unless it exists, and returns its path. */
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
  // TensorFlow opens CUDA's libraries by name, and the loader does not search their folders. Linked to the binding,
  // they are already loaded by then.
  const cuda = library.cuda.length > 0 ? ['-Wl,--no-as-needed', ...library.cuda] : []
  const folders = [...new Set([library.folder, ...library.cuda.map((file) => dirname(file))])]
  const paths = folders.map((folder) => `-Wl,-rpath,${folder}`)
  return [...includes, ...sources, `-L${library.folder}`, ...libraries, ...cuda, ...paths]
}

/** Returns the folder of this Node's headers, or of those in the npm package, because Node's slim images have none. */
export function nodeApiFolder(): string {
  const own = resolve(dirname(process.execPath), '../include/node')
  if (existsSync(join(own, 'node_api.h'))) return own
  return join(dirname(createRequire(import.meta.url).resolve('node-api-headers/package.json')), 'include')
}

/** Loads the binding in a process of its own, where a crash does no harm, and returns what it reports. */
export async function verifyBinding(binding: string): Promise<{ version: string; gpu: boolean }> {
  const script =
    'const b = require(process.argv[1]);' +
    "console.log('\\n' + JSON.stringify({ version: b.TF_Version, gpu: b.isUsingGpuDevice() }))"
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' }
  const result = await runCommand(process.execPath, ['-e', script, binding], { env, timeoutMs: 120_000 })
  if (result.code === 0) return JSON.parse(result.stdout.trim().split('\n').at(-1) ?? '')
  throw new SetUpImpossible(
    `The TensorFlow library does not load here (${lastLine(result.stderr)})`,
    'Its build may not fit this system: set MITOSCOPE_TENSORFLOW to the folder of one that does',
  )
}
