import { BadInput } from '../bad-input.ts'
import { countNonFinite, hasNonFinite } from '../decode/find-non-finite.ts'
import type { Floats } from '../decode/decode-floats.ts'
import type { StoredTensor } from '../stored-tensor.ts'

/**
 * Yields pieces of whole rows up to the first with a NaN or an infinity; from there on it only counts such
 * values, to the tensor's end, and then rejects with BadInput.
 */
export async function* rejectNonFinite(
  pieces: AsyncIterable<Floats>,
  tensor: StoredTensor,
): AsyncGenerator<Floats> {
  let seen = 0
  let total = 0
  let where = ''
  for await (const piece of pieces) {
    if (hasNonFinite(piece)) {
      const { first, count } = countNonFinite(piece)
      if (total === 0) where = describePlace(piece[first], seen + first, tensor)
      total += count
    } else if (total === 0) yield piece
    seen += piece.length
  }
  if (total > 0) throw nonFinite(tensor, where, total)
}

/** Throws BadInput if a tensor that is in memory, a matrix or a vector, has a NaN or an infinity. */
export function requireFinite(values: Float64Array, tensor: StoredTensor): void {
  const { first, count } = countNonFinite(values)
  if (count > 0) throw nonFinite(tensor, describePlace(values[first], first, tensor), count)
}

function describePlace(value: number, index: number, { shape }: StoredTensor): string {
  if (shape.length === 1) return `${value} at index ${index}`
  return `${value} at row ${Math.floor(index / shape[1])}, column ${index % shape[1]}`
}

function nonFinite({ file, name, shape }: StoredTensor, where: string, count: number): BadInput {
  const of = shape.reduce((product, length) => product * length, 1)
  const problem = `has ${count} of ${of} values that are NaN or infinite, the first ${where}`
  return new BadInput(
    file,
    name,
    problem,
    'Recompute it, in float32 if the numbers overflowed, or leave those inputs out.',
  )
}
