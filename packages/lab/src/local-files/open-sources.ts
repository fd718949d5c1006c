import { open, readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { BadInput, type ByteSource } from '@mitoscope/analysis'

/** Byte sources of opened files, and their end. */
export interface OpenSources {
  readonly sources: ByteSource[]
  close(): Promise<void>
}

/** Opens files for reading; a folder stands for the files in it that a representation may consist of. */
export async function openSources(paths: readonly string[]): Promise<OpenSources> {
  const files = (await Promise.all(paths.map(expand))).flat()
  const handles: { close(): Promise<void> }[] = []
  const close = async () => void (await Promise.all(handles.map((handle) => handle.close())))
  try {
    const sources = []
    for (const file of files) {
      const handle = await open(file, 'r')
      handles.push(handle)
      const { size } = await handle.stat()
      const read = async (offset: number, length: number) => {
        const bytes = new Uint8Array(length)
        for (let done = 0; done < length;) {
          const { bytesRead } = await handle.read(bytes, done, length - done, offset + done)
          if (bytesRead === 0) {
            throw new BadInput(
              basename(file),
              undefined,
              `ends at byte ${offset + done}`,
              'It was cut short: copy it again.',
            )
          }
          done += bytesRead
        }
        return bytes
      }
      sources.push({ name: basename(file), size, read })
    }
    return { sources, close }
  } catch (error) {
    await close()
    throw error
  }
}

const FORMATS = /\.(npz|npy|safetensors|pt|pth)$/i

async function expand(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => undefined)
  if (!found) throw new BadInput(path, undefined, 'there is no such file or folder', 'Check the path.')
  if (!found.isDirectory()) return [path]
  const names = (await readdir(path)).filter((name) => FORMATS.test(name)).toSorted()
  if (names.length === 0) {
    throw new BadInput(
      path,
      undefined,
      'the folder has no .npz, .npy, .safetensors or .pt file',
      'Name another folder.',
    )
  }
  return names.map((name) => join(path, name))
}
