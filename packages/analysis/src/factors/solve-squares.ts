const ROUNDS = 200
/** Residual, as a share of the right side, at which the iteration ends. */
const ENOUGH = 1e-8
/** Added to the diagonal, so that neurons which factors explain whole leave the system solvable. */
const RIDGE = 1e-9

/**
 * Solves G x = b with G_ij = P_ij² over the marked rows and columns, by conjugate gradients with the diagonal as
 * preconditioner; x is 0 elsewhere. G is positive semidefinite, being the Hadamard product of P with itself.
 */
export function solveSquares(
  projection: Float64Array,
  size: number,
  marked: Float64Array,
  right: Float64Array,
): Float64Array {
  const squares = projection.map((value) => value * value)
  const apply = (x: Float64Array) =>
    x.map((own, i) => {
      if (!marked[i]) return 0
      let sum = RIDGE * own
      for (let j = 0, at = i * size; j < size; j++, at++) sum += squares[at] * x[j]
      return sum
    })
  const diagonal = marked.map((_, i) => projection[i * (size + 1)] ** 2 + RIDGE)
  const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i], 0)
  const x = new Float64Array(size)
  const residual = right.map((value, i) => (marked[i] ? value : 0))
  let scaled = residual.map((value, i) => value / diagonal[i])
  let direction = scaled.slice()
  let product = dot(residual, scaled)
  const limit = ENOUGH ** 2 * dot(residual, residual)
  for (let round = 0; round < ROUNDS && dot(residual, residual) > limit; round++) {
    const image = apply(direction)
    const length = product / dot(direction, image)
    for (let i = 0; i < size; i++) {
      x[i] += length * direction[i]
      residual[i] -= length * image[i]
    }
    scaled = residual.map((value, i) => value / diagonal[i])
    const next = dot(residual, scaled)
    direction = scaled.map((value, i) => value + (next / product) * direction[i])
    product = next
  }
  return x
}
