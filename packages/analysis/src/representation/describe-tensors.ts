import { BadInput, type ListedTensor, printable, printableShape } from '@mitoscope/formats'

/** Maximum number of tensors that a message lists. */
const MOST_LISTED = 36

/**
 * Describes the tensors of each file in one sentence, with names, types and shapes, for messages about a
 * missing tensor.
 */
export async function describeTensors(listed: ReadonlyMap<string, readonly ListedTensor[]>): Promise<string> {
  const parts: string[] = []
  let total = 0
  for (const [file, tensors] of listed) {
    total += tensors.length
    for (const tensor of tensors.slice(0, MOST_LISTED - parts.length)) {
      const name = tensor.name === undefined ? file : tensor.name
      const where = listed.size > 1 && tensor.name !== undefined ? ` in ${file}` : ''
      parts.push(`${printable(name)} (${await describe(tensor, name)})${where}`)
    }
  }
  if (total === 0) return 'The file holds no tensors.'
  const more = total > parts.length ? ` and ${total - parts.length} more` : ''
  return `Found: ${parts.join(', ')}${more}.`
}

async function describe(tensor: ListedTensor, name: string): Promise<string> {
  try {
    const { dtype, shape } = await tensor.open(name)
    return `${dtype} ${printableShape(shape)}`
  } catch (error) {
    if (error instanceof BadInput) return 'not readable'
    throw error
  }
}
