import { BadInput } from '../bad-input.ts'
import type { ByteSource } from '../byte-source.ts'
import { printableList } from '../printable.ts'
import { listMembers } from '../zip/list-members.ts'
import { recognizeForeign, START_BYTES, type ForeignContents } from './foreign-contents.ts'
import type { Format } from './format.ts'
import { formatOfFile, knownExtensions } from './formats.ts'
import { npy } from './npy.ts'
import { npz } from './npz.ts'
import { safetensors } from './safetensors.ts'
import { isLegacyTorch, legacyTorch } from './legacy-torch.ts'
import { torch } from './torch.ts'

/**
 * The format of a file by its contents; by its name where they tell nothing. Undefined when neither is known and
 * `mayBeOther`. Rejects with BadInput that says what the file is, where it is something that is not read.
 */
export async function recognizeFormat(source: ByteSource, mayBeOther = false): Promise<Format | undefined> {
  const { name: file, size } = source
  const named = formatOfFile(file)
  if (size === 0) {
    if (!named && mayBeOther) return undefined
    throw new BadInput(file, undefined, 'is empty', 'Save it again, or copy it again.')
  }
  const start = await source.read(0, Math.min(size, START_BYTES))
  const found = await formatOfContents(source, start)
  if (found) return found
  const foreign = (await describeZip(source, start)) ?? recognizeForeign(start)
  if (!named && mayBeOther) return undefined
  if (foreign) throw new BadInput(file, undefined, foreign.problem, foreign.remedy)
  if (named) return named
  const remedy = `Files that are read: ${knownExtensions()}, recognized by their contents.`
  throw new BadInput(file, undefined, 'is of no format that is read', remedy)
}

async function formatOfContents(source: ByteSource, start: Uint8Array): Promise<Format | undefined> {
  const text = Buffer.from(start.subarray(0, 16)).toString('latin1')
  if (text.startsWith('\x93NUMPY')) return npy
  if (isLegacyTorch(start)) return legacyTorch
  if (isSafetensors(start)) return safetensors
  if (!isZip(text)) return undefined
  const names = [...(await listMembers(source)).keys()]
  if (names.some((name) => /^[^/]*\/data\.pkl$/.test(name)) && !isProgram(names)) return torch
  if (names.some((name) => name.endsWith('.npy'))) return npz
  return undefined
}

function isZip(text: string): boolean {
  return text.startsWith('PK\x03\x04') || text.startsWith('PK\x05\x06')
}

/** TorchScript keeps its code beside the values. */
function isProgram(names: readonly string[]): boolean {
  return names.some((name) => /^[^/]*\/(code\/|constants\.pkl$)/.test(name))
}

/** Reads as much as the format allows; of a file that was cut short too. */
const MOST_HEADER = 100_000_000n

/** A header's length, then JSON. */
function isSafetensors(start: Uint8Array): boolean {
  if (start.length < 10 || !/^\{\s*["}]/.test(Buffer.from(start.subarray(8)).toString('latin1'))) return false
  const length = new DataView(start.buffer, start.byteOffset).getBigUint64(0, true)
  return length >= 2n && length <= MOST_HEADER
}

async function describeZip(source: ByteSource, start: Uint8Array): Promise<ForeignContents | undefined> {
  if (!isZip(Buffer.from(start.subarray(0, 4)).toString('latin1'))) return undefined
  const names = [...(await listMembers(source)).keys()]
  if (isProgram(names)) {
    const remedy = 'Save its values: torch.save(torch.jit.load(FILE).state_dict(), OTHER).'
    return { problem: 'is a TorchScript program', remedy }
  }
  const holds = names.length === 0 ? 'nothing' : printableList(names, 24)
  const problem = `is a zip archive with neither .npy arrays nor data.pkl in it: it holds ${holds}`
  return {
    problem,
    remedy: 'Extract it and give the file inside, or save it again with numpy.savez or torch.save.',
  }
}
