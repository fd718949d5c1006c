import { START_BYTES } from './format.ts'

/** Kind of a file that holds no tensors that can be read here, and the remedy. */
export interface ForeignContents {
  /** Problem, a predicate that completes "FILE …": "is an HDF5 file". */
  readonly problem: string
  readonly remedy: string
}

const EXTRACT = 'Extract it and give the file inside.'
const CONVERT = 'Save the arrays with numpy.savez, under the names of the README.'

const SIGNATURES: readonly (readonly [signature: string, problem: string, remedy: string, at?: number])[] = [
  ['\x89HDF\r\n\x1a\n', 'is an HDF5 file, as h5py, Keras and MATLAB write it', 'Read it with h5py and save its arrays: numpy.savez("run.npz", **{"features.test": file["…"][:]}).'],
  ['MATLAB 5.0 MAT-file', 'is a MATLAB file', 'Read it with scipy.io.loadmat and save its arrays with numpy.savez.'],
  ['\x1f\x8b', 'is compressed with gzip', 'Decompress it: gunzip -c FILE > OTHER (tar -xzf FILE if it is a .tar.gz).'],
  ['\x28\xb5\x2f\xfd', 'is compressed with zstd', 'Decompress it: unzstd FILE.'],
  ['\xfd7zXZ\x00', 'is compressed with xz', 'Decompress it: unxz FILE.'],
  ['BZh', 'is compressed with bzip2', 'Decompress it: bunzip2 FILE.'],
  ['7z\xbc\xaf\x27\x1c', 'is a 7z archive', EXTRACT],
  ['Rar!', 'is a RAR archive', EXTRACT],
  ['ustar', 'is a tar archive', 'Extract it (tar -xf FILE) and give the files inside. PyTorch before version 0.1.10 saved tar archives: torch.save(torch.load(FILE), OTHER) saves such a one again.', 257],
  ['GGUF', 'is a GGUF file', 'Save the tensors that are needed as safetensors.'],
  ['PAR1', 'is a Parquet file', CONVERT],
  ['ARROW1', 'is an Arrow file', CONVERT],
  ['SQLite format 3\x00', 'is an SQLite database', CONVERT],
  ['\x89PNG', 'is a PNG picture', CONVERT],
  ['\xff\xd8\xff', 'is a JPEG picture', CONVERT],
  ['%PDF', 'is a PDF document', CONVERT],
] // prettier-ignore

/** Recognizes, by its first bytes, a file that cannot be read as tensors; undefined for any other. */
export function recognizeForeign(start: Uint8Array): ForeignContents | undefined {
  const text = Buffer.from(start.buffer, start.byteOffset, Math.min(start.length, START_BYTES)).toString(
    'latin1',
  )
  const standIn = recognizeStandIn(start)
  if (standIn) return standIn
  const signed = recognizeSignature(text)
  if (signed) return signed
  if (start.length >= 64 && start.every((byte) => byte === 0)) {
    const remedy = 'The download or copy did not finish: copy it again.'
    return { problem: `begins with ${start.length} bytes of zeros`, remedy }
  }
  return recognizePickle(start) ?? recognizeText(start)
}

/** Recognizes a binary file of another program by its first bytes, in Latin-1; undefined for any other. */
export function recognizeSignature(start: string): ForeignContents | undefined {
  const signature = SIGNATURES.find(([bytes, , , at = 0]) => start.startsWith(bytes, at))
  return signature && { problem: signature[1], remedy: signature[2] }
}

/**
 * Recognizes contents that can be saved in place of any file: a Git LFS pointer, a web page, a server's
 * error.
 */
export function recognizeStandIn(start: Uint8Array): ForeignContents | undefined {
  const text = Buffer.from(start.subarray(0, START_BYTES)).toString('latin1')
  const pointer = recognizePointer(text)
  if (pointer) return pointer
  if (/^(\xef\xbb\xbf)?\s*<(!doctype\s+html|html|head|body|\?xml|!--)/i.test(text)) {
    const kind = /<html|doctype\s+html/i.test(text) ? 'an HTML page' : 'an XML document'
    const remedy =
      'A server answered with it in place of the file, as for a login or an error: download the file itself, logged in if it asks for that.'
    return { problem: `is ${kind}, not tensors`, remedy }
  }
  return undefined
}

/** Recognizes the small text that Git LFS checks out if the file itself was not fetched. */
function recognizePointer(text: string): ForeignContents | undefined {
  if (!/^version https?:\/\/(git-lfs\.github\.com|hawser\.github\.com)\/spec\//.test(text)) return undefined
  const [, oid] = /^oid (?:sha256:)?([0-9a-f]{8,64})/m.exec(text) ?? []
  const [, bytes] = /^size (\d{1,16})/m.exec(text) ?? []
  const what = [bytes && `${bytes} bytes`, oid && `object ${oid.slice(0, 12)}…`].filter(Boolean).join(', ')
  return {
    problem: `is a Git LFS pointer, not the file itself${what && ` (${what})`}`,
    remedy: 'Fetch the file in its repository: git lfs install && git lfs pull.',
  }
}

function recognizePickle(start: Uint8Array): ForeignContents | undefined {
  if (start[0] !== 0x80 || !(start[1] >= 2 && start[1] <= 5)) return undefined
  const remedy = 'Load it where it was written and save its arrays: numpy.savez("run.npz", **arrays).'
  return { problem: 'is a Python pickle, which would run code when it is loaded', remedy }
}

function recognizeText(start: Uint8Array): ForeignContents | undefined {
  // The last character may have been cut.
  const plain = new TextDecoder().decode(start).replace(/\ufffd$/, '')
  if (plain.includes('\ufffd')) return undefined
  // Control characters other than line ends and tabs are in no text.
  // eslint-disable-next-line no-control-regex
  if (plain.length < 8 || /[\x00-\x08\x0e-\x1f\x7f]/.test(plain)) return undefined
  const kind = /^\s*[{[]/.test(plain) ? 'JSON text' : 'plain text'
  return {
    problem: `is ${kind}, not tensors`,
    remedy: `It begins with ${JSON.stringify(plain.slice(0, 60))}. ${CONVERT}`,
  }
}
