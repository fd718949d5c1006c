/** Returns standard normal numbers from a seed. */
export function normals(count: number, seed: number): Float64Array {
  let state = seed >>> 0
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state + 0.5) / 2 ** 32
  }
  return Float64Array.from({ length: count }, () => {
    return Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
  })
}

/** Returns XᵀX of rows of `width` values. */
export function gramOf(values: Float64Array, width: number): Float64Array {
  const gram = new Float64Array(width * width)
  for (let at = 0; at < values.length; at += width) {
    for (let i = 0; i < width; i++) {
      for (let j = 0; j < width; j++) gram[i * width + j] += values[at + i] * values[at + j]
    }
  }
  return gram
}

/** Returns L Lᵀ. */
export function productTransposed(l: Float64Array, size: number): Float64Array {
  return Float64Array.from({ length: size * size }, (_, at) => {
    const [i, j] = [Math.floor(at / size), at % size]
    let sum = 0
    for (let k = 0; k < size; k++) sum += l[i * size + k] * l[j * size + k]
    return sum
  })
}

export function hilbert(size: number): Float64Array {
  return Float64Array.from({ length: size * size }, (_, at) => 1 / (Math.floor(at / size) + (at % size) + 1))
}

/** Returns the largest absolute value. */
export function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
}
