import { BadInput, encodeStored, printableList, type ByteSource } from '@mitoscope/formats'
import { findTensors } from './find-tensors.ts'
import { openRepresentation } from './open-representation.ts'
import { TENSOR_NAMES } from './representation.ts'

/**
 * Adds the tensors of a file to those of a representation: returns the bytes of one safetensors file with all of them. Rejects
 * with BadInput if they do not fit together, or the file has none that the representation lacks.
 */
export async function addTensors(before: ByteSource, added: ByteSource): Promise<AsyncIterable<Uint8Array>> {
  const given = before.name === added.name ? { ...added, name: `added ${added.name}` } : added
  const sources = [before, given]
  const { tensors, metadata } = await findTensors(sources)
  if (![...tensors.values()].some(({ file }) => file === given.name)) {
    const lacking = TENSOR_NAMES.filter((name) => !tensors.has(name))
    const remedy = `Save ${printableList(lacking)} under these names.`
    throw new BadInput(added.name, undefined, `holds no tensor that ${before.name} lacks`, remedy)
  }
  // Shapes, labels and classes of both together.
  await openRepresentation(sources)
  return encodeStored([...tensors.values()], metadata)
}
