import { damaged } from '../byte-source.ts'
import { printable, printableShape } from '../bad-input.ts'
import { countElements, itemSize } from '../stored-tensor.ts'

/** Tensor of a safetensors header; begin and end are in bytes from the start of the data. */
export interface SafetensorsEntry {
  readonly name: string
  readonly dtype: string
  readonly shape: readonly number[]
  readonly begin: number
  readonly end: number
}

/**
 * Checks one value of the header. Throws BadInput if it is not a tensor, or its size does not match its
 * shape and type.
 */
export function checkEntry(name: string, value: unknown, file: string): SafetensorsEntry {
  const shown = printable(name)
  const { dtype, shape, data_offsets: offsets } = (value ?? {}) as Record<string, unknown>
  if (typeof dtype !== 'string' || !isSizes(shape) || !isSizes(offsets) || offsets.length !== 2) {
    throw damaged(file, `describes ${shown} without a proper dtype, shape and data_offsets`)
  }
  const [begin, end] = offsets
  const count = countElements(shape)
  if (count === undefined || begin > end) {
    throw damaged(
      file,
      `gives ${shown} the impossible shape ${printableShape(shape)} at bytes ${begin} to ${end}`,
    )
  }
  const type = nameType(dtype)
  const size = itemSize(type)
  // A type that is not supported is rejected later, where the tensor is needed.
  if (size !== undefined && count * size !== end - begin) {
    throw damaged(file, `gives ${shown} ${end - begin} bytes where its shape and type need ${count * size}`)
  }
  return { name, dtype: type, shape, begin, end }
}

/**
 * Throws BadInput unless the tensors cover the data completely, without gaps or overlaps, as the format
 * demands: nothing can be hidden in a gap.
 */
export function rejectGaps(entries: readonly SafetensorsEntry[], dataSize: number, file: string): void {
  let at = 0
  for (const { name, begin, end } of [...entries].sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin < at)
      throw damaged(file, `has ${printable(name)} overlap another tensor at byte ${begin} of its data`)
    if (begin > at) throw damaged(file, `has a gap before ${printable(name)} at byte ${at} of its data`)
    at = end
  }
  if (at !== dataSize) throw damaged(file, `lists ${at} bytes of data but holds ${dataSize}`)
}

function isSizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && n >= 0)
}

/**
 * Converts a type's name: F32 to f32, BF16 to bf16, I64 to i64. Unsupported types keep the format's name.
 */
function nameType(dtype: string): string {
  const name = dtype.toLowerCase()
  return /^[A-Z0-9]+$/.test(dtype) && itemSize(name) !== undefined ? name : printable(dtype)
}
