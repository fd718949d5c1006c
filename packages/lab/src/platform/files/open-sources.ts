import { open, readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import {
  BadInput,
  type ByteSource,
  formatOfFile,
  isShardIndexName,
  MOST_INDEX_BYTES,
  parseShardIndex,
  recognizeFormat,
  usualExtensions,
} from '@mitoscope/formats'

/** Byte sources of opened files, and the function that closes them. */
export interface OpenSources {
  readonly sources: ByteSource[]
  close(): Promise<void>
}

/**
 * Opens files for reading. A folder stands for the files in it that can form a representation, and an index
 * of shards for itself and the shards beside it.
 */
export async function openSources(paths: readonly string[]): Promise<OpenSources> {
  const files = [...new Set((await Promise.all(paths.map(expand))).flat())]
  const opened: { source: ByteSource; close(): Promise<void> }[] = []
  const close = async () => void (await Promise.all(opened.map((file) => file.close())))
  try {
    for (const file of files) opened.push(await openSource(file))
    return { sources: opened.map(({ source }) => source), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function openSource(file: string): Promise<{ source: ByteSource; close(): Promise<void> }> {
  const name = basename(file)
  const handle = await open(file, 'r')
  const { size } = await handle.stat()
  const read = async (offset: number, length: number) => {
    const bytes = new Uint8Array(length)
    for (let done = 0; done < length;) {
      const { bytesRead } = await handle.read(bytes, done, length - done, offset + done)
      if (bytesRead === 0)
        throw new BadInput(
          name,
          undefined,
          `ends at byte ${offset + done}`,
          'It was cut short: copy it again.',
        )
      done += bytesRead
    }
    return bytes
  }
  return { source: { name, size, read }, close: () => handle.close() }
}

async function expand(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => undefined)
  if (!found) throw new BadInput(path, undefined, 'there is no such file or folder', 'Check the path.')
  if (!found.isDirectory()) return [path, ...(await listShards(path, found.size))]
  const entries = (await readdir(path, { withFileTypes: true })).filter((entry) => !entry.isDirectory())
  const names = entries.map(({ name }) => name).toSorted()
  const known = names.filter((name) => formatOfFile(name) || isShardIndexName(name))
  if (known.length > 0) return known.map((name) => join(path, name))
  const recognized = []
  for (const name of names) if (await isRecognized(join(path, name))) recognized.push(join(path, name))
  if (recognized.length > 0) return recognized
  const others = names.length > 0 ? `: it holds ${listNames(names)}` : ''
  const problem = `the folder has no ${usualExtensions()} file${others}`
  throw new BadInput(path, undefined, problem, 'Name another folder.')
}

/** Lists the files beside an index that hold its tensors; none if the file is no index. */
async function listShards(path: string, size: number): Promise<string[]> {
  if (!isShardIndexName(path) || size > MOST_INDEX_BYTES) return []
  const index = parseShardIndex(await readFile(path, 'utf8'), basename(path))
  const shards = (index?.shards ?? []).map((name) => join(dirname(path), name))
  const there = await Promise.all(shards.map((shard) => stat(shard).catch(() => undefined)))
  // What is missing is named where the tensors are looked for.
  return shards.filter((_, i) => there[i]?.isFile())
}

async function isRecognized(path: string): Promise<boolean> {
  const { source, close } = await openSource(path)
  try {
    return (await recognizeFormat(source, true)) !== undefined
  } catch (error) {
    if (error instanceof BadInput) return false
    throw error
  } finally {
    await close()
  }
}

function listNames(names: readonly string[]): string {
  const shown = names.slice(0, 24).map((name) => JSON.stringify(name))
  return shown.join(', ') + (names.length > shown.length ? ` and ${names.length - shown.length} more` : '')
}
