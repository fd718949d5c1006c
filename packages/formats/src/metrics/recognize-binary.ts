import { recognizeSignature } from '../formats/foreign-contents.ts'
import { FORMATS } from '../formats/formats.ts'

/** Kind of a binary file that somebody took for metrics. */
export interface BinaryFile {
  /** Predicate that completes "FILE …": "is a NumPy array". */
  readonly problem: string
  /** True if the file may hold a representation. */
  readonly isRepresentation: boolean
}

/** Recognizes a binary file by its first bytes: one of tensors, or of another program; undefined for any other. */
export async function recognizeBinary(start: Uint8Array): Promise<BinaryFile | undefined> {
  const text = Buffer.from(start).toString('latin1')
  // Its members are listed at its end.
  if (text.startsWith('PK\x03\x04'))
    return { problem: 'is a zip archive, as .npz and .pt files are', isRepresentation: true }
  const beginning = { start, members: async () => undefined }
  for (const { title, sniff } of FORMATS)
    if (await sniff(beginning)) return { problem: `is a ${title}`, isRepresentation: true }
  const foreign = recognizeSignature(text)
  return foreign && { problem: foreign.problem, isRepresentation: false }
}
