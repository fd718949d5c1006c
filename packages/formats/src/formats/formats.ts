import type { Format } from './format.ts'
import { npy } from './npy.ts'
import { npz } from './npz.ts'
import { safetensors } from './safetensors.ts'
import { torch } from './torch.ts'

/** All formats that are read. A new one needs a file beside this one and a line here. */
export const FORMATS: readonly Format[] = [npz, npy, safetensors, torch]

/** Finds the format that the extension of a file's name means; undefined if there is none. */
export function formatOfFile(name: string): Format | undefined {
  const lower = name.toLowerCase()
  return FORMATS.find(({ extensions }) => extensions.some((extension) => lower.endsWith(extension)))
}

/** Lists the first extension of each format for messages: ".npz, .npy, .safetensors or .pt". */
export function usualExtensions(): string {
  const usual = FORMATS.map(({ extensions }) => extensions[0])
  return `${usual.slice(0, -1).join(', ')} or ${usual.at(-1)}`
}

/** Lists all extensions for messages: ".npz, .npy, …". */
export function knownExtensions(): string {
  return FORMATS.flatMap(({ extensions }) => extensions).join(', ')
}
