import type { NamedTensor } from '@mitoscope/formats'

/** Converts a tensor from PyTorch's layout to the device's, with filters as [rows, columns, inputs, outputs]. */
export function toDevice({ name, shape, values }: NamedTensor): NamedTensor {
  if (shape.length !== 4) return { name, shape, values }
  const [outputs, inputs, rows, columns] = shape
  const turned = new Float32Array(values.length)
  forFilterValues(shape, (at, place) => (turned[place] = values[at]))
  return { name, shape: [rows, columns, inputs, outputs], values: turned }
}

/**
 * Converts a tensor from the device's layout to PyTorch's, with filters as [outputs, inputs, rows, columns]. The values
 * of filters are a copy.
 */
export function fromDevice({ name, shape, values }: NamedTensor): NamedTensor {
  if (shape.length !== 4) return { name, shape, values }
  const [rows, columns, inputs, outputs] = shape
  const stored = [outputs, inputs, rows, columns]
  const turned = new Float32Array(values.length)
  forFilterValues(stored, (at, place) => (turned[at] = values[place]))
  return { name, shape: stored, values: turned }
}

/** Calls `visit` with the index of each value in PyTorch's order and on the device. */
function forFilterValues(
  [outputs, inputs, rows, columns]: readonly number[],
  visit: (at: number, place: number) => void,
): void {
  const window = rows * columns
  let at = 0
  for (let out = 0; out < outputs; out++) {
    for (let input = 0; input < inputs; input++) {
      for (let pixel = 0; pixel < window; pixel++) visit(at++, (pixel * inputs + input) * outputs + out)
    }
  }
}
