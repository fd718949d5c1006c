import type { Format } from './format.ts'
import { npy } from './npy.ts'
import { npz } from './npz.ts'
import { safetensors } from './safetensors.ts'
import { torch } from './torch.ts'

/** Every format that is read. A new one is a file beside this one and a line here. */
export const FORMATS: readonly Format[] = [npz, npy, safetensors, torch]

/** The format a file's name stands for. */
export function formatOfFile(name: string): Format | undefined {
  const lower = name.toLowerCase()
  return FORMATS.find(({ extensions }) => extensions.some((extension) => lower.endsWith(extension)))
}

/** The first extension of each format, ".npz, .npy, .safetensors or .pt", for messages. */
export function usualExtensions(): string {
  const usual = FORMATS.map(({ extensions }) => extensions[0])
  return `${usual.slice(0, -1).join(', ')} or ${usual.at(-1)}`
}

/** ".npz, .npy, …" for messages. */
export function knownExtensions(): string {
  return FORMATS.flatMap(({ extensions }) => extensions).join(', ')
}
