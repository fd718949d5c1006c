import { createRequire } from 'node:module'
import { dirname, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** Arguments of `fork` by which a source file is started in a process of its own. */
export interface ProcessEntry {
  readonly file: string
  readonly execArgv: string[]
  /** Folder of the source, so that it does not matter where the command was started. */
  readonly cwd: string
}

/** Folder of the compiled sources and of the checkout, as the launcher and every compiled file say. */
interface Compiled {
  readonly folder: string
  readonly root: string
}

const loader = () => pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

/**
 * Locates the file to start for the source at a URL: the compiled one in a process that was compiled itself, else the
 * source, with a loader that compiles it at its start.
 */
export function locateEntry(source: URL): ProcessEntry {
  const path = fileURLToPath(source)
  const compiled = (globalThis as { mitoscopeCompiled?: Compiled }).mitoscopeCompiled
  if (compiled === undefined) return { file: path, execArgv: ['--import', loader()], cwd: dirname(path) }
  const name = relative(compiled.root, path).replaceAll(/[\\/]/g, '.').replace(/\.ts$/, '.mjs')
  return { file: `${compiled.folder}/${name}`, execArgv: ['--enable-source-maps'], cwd: dirname(path) }
}
