import { countOf } from '../../format/format.ts'
import type { Catalogue } from '../fields/option.ts'

/** Bytes at the end of a zip archive in which its record of contents begins: the record with the longest comment. */
const zipEndBytes = 65_557
/** A list of tensors longer than this is none. */
const mostHeaderBytes = 100_000_000

/**
 * Reads the beginning of a file and its list of contents. Returns why it cannot be a representation of this width;
 * undefined where nothing is known against it: the server reads all of it.
 */
export async function inspectFile(file: File, width: number | undefined): Promise<string | undefined> {
  const start = await read(file, 0, 64)
  const text = toText(start)
  if (text.startsWith('version https://git-lfs.'))
    return `“${file.name}” is a Git LFS pointer, not the file. Run “git lfs pull” and choose the file again.`
  if (/^\s*<(!doctype|html)/i.test(text))
    return `“${file.name}” is a web page: the download failed or required signing in. Download the file again.`
  const problem = await inspectContents(file, start, width)
  return problem && `“${file.name}” ${problem}`
}

async function inspectContents(file: File, start: Uint8Array, width: number | undefined) {
  const ending = file.name.toLowerCase().split('.').at(-1)
  if (ending === 'safetensors') return inspectSafetensors(file, start, width)
  if (ending === 'npy')
    return toText(start).startsWith('\x93NUMPY')
      ? undefined
      : `is not a .npy file, or is damaged. Save it again.`
  // The server knows more formats than are read here.
  if (!/^(npz|pt|pth|ckpt|tar)$/.test(ending ?? '')) return undefined
  if (!toText(start).startsWith('PK'))
    return `is not a ${ending === 'npz' ? '.npz archive' : 'file of torch.save (PyTorch 1.6 or newer)'}, or is damaged. Save it again.`
  return inspectZip(file, ending === 'npz', width)
}

async function inspectSafetensors(file: File, start: Uint8Array, width: number | undefined) {
  const damaged = 'is not a .safetensors file, or is damaged. Save it again or copy it again.'
  if (start.length < 8) return damaged
  const length = Number(view(start).getBigUint64(0, true))
  if (length > mostHeaderBytes || 8 + length > file.size) return damaged
  try {
    const header = JSON.parse(new TextDecoder().decode(await read(file, 8, length))) as Record<
      string,
      { shape?: number[]; site?: unknown }
    >
    const names = Object.keys(header).filter((name) => name !== '__metadata__')
    // A layer that the file names has a width of its own.
    const site = header.__metadata__?.site
    const isLast = typeof site !== 'string' || site === 'last-hidden'
    return inspectTensors(names, header['features.test']?.shape, isLast ? width : undefined)
  } catch (error) {
    if (error instanceof SyntaxError) return damaged
    throw error
  }
}

async function inspectZip(file: File, isNpz: boolean, width: number | undefined) {
  const from = Math.max(0, file.size - zipEndBytes)
  const end = await read(file, from, file.size - from)
  let at = end.length - 22
  while (at >= 0 && view(end).getUint32(at, true) !== 0x06054b50) at--
  if (at < 0) return 'is truncated: its list of contents is missing. Copy it again or save it again.'
  const [size, offset] = [view(end).getUint32(at + 12, true), view(end).getUint32(at + 16, true)]
  // Archives of more than 4 GB keep this elsewhere: the server reads them.
  if (!isNpz || offset === 0xffffffff) return undefined
  if (offset + size > file.size) return 'is truncated. Copy it again or save it again.'
  const members = listMembers(await read(file, offset, size))
  const arrays = members.filter(({ name }) => name.endsWith('.npy'))
  const features = arrays.find(({ name }) => name === 'features.test.npy')
  const shape = features && (await readShape(file, features.offset))
  return inspectTensors(
    arrays.map(({ name }) => name.slice(0, -4)),
    shape,
    width,
  )
}

function listMembers(directory: Uint8Array): { readonly name: string; readonly offset: number }[] {
  const members = []
  const bytes = view(directory)
  for (let at = 0; at + 46 <= directory.length && bytes.getUint32(at, true) === 0x02014b50;) {
    const [name, extra, comment] = [28, 30, 32].map((field) => bytes.getUint16(at + field, true))
    const text = new TextDecoder().decode(directory.subarray(at + 46, at + 46 + name))
    members.push({ name: text, offset: bytes.getUint32(at + 42, true) })
    at += 46 + name + extra + comment
  }
  return members
}

/** Shape of an array in an archive; undefined where it cannot be told from its first bytes. */
async function readShape(file: File, offset: number): Promise<number[] | undefined> {
  const local = await read(file, offset, 30)
  if (local.length < 30 || view(local).getUint32(0, true) !== 0x04034b50) return undefined
  const method = view(local).getUint16(8, true)
  const begin = offset + 30 + view(local).getUint16(26, true) + view(local).getUint16(28, true)
  const stored = file.slice(begin, begin + 4096)
  const header = method === 0 ? new Uint8Array(await stored.arrayBuffer()) : await inflateStart(stored)
  const [, shape] = /'shape':\s*\(([\d\s,]*)\)/.exec(toText(header)) ?? []
  return shape
    ?.split(',')
    .filter((part) => part.trim() !== '')
    .map(Number)
}

/** The first bytes of what was deflated; that the rest is missing does not matter. */
async function inflateStart(deflated: Blob): Promise<Uint8Array> {
  const reader = deflated.stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  try {
    return (await reader.read()).value ?? new Uint8Array()
  } catch {
    return new Uint8Array()
  } finally {
    void reader.cancel().catch(() => {})
  }
}

function inspectTensors(
  names: readonly string[],
  shape: readonly number[] | undefined,
  width: number | undefined,
) {
  if (!names.includes('features.test')) {
    const found = names.slice(0, 5).join(', ') || 'nothing'
    return `lacks features.test, the activations of the last hidden layer. It contains ${found}.`
  }
  if (shape === undefined || width === undefined) return undefined
  if (shape.length !== 2)
    return `has features.test of shape (${shape.join(', ')}); expected one row per input and one column per neuron.`
  if (shape[1] !== width)
    return `has ${countOf(shape[1], 'neuron')} in features.test, but the run has width ${width}. Correct the width or choose another file.`
  return undefined
}

async function read(file: Blob, from: number, length: number): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(from, from + length).arrayBuffer())
}

function view({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength)
}

/** A character per byte. */
function toText(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, 4096))
}

type Formats = Catalogue['fileFormats']

/** Ends of names that the lab reads, as ".npz". */
export function extensionsOf(formats: Formats): string[] {
  return formats.flatMap(({ extensions }) => extensions)
}

/** Describes why a file cannot be imported; undefined if no problem is known. */
export function rejectFile(
  file: Pick<File, 'name' | 'size'> | undefined,
  formats: Formats,
): string | undefined {
  if (!file) return 'Choose a file first.'
  const known = extensionsOf(formats)
  if (!known.some((extension) => file.name.toLowerCase().endsWith(extension)))
    return `“${file.name}” has an unknown format. Choose a file that ends in ${known.join(', ')}.`
  if (file.size === 0) return `“${file.name}” is empty: choose another file.`
  return undefined
}
