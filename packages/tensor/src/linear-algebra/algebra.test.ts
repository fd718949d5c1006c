import { expect, test } from 'vitest'
import { openBackend } from '../open-backend.ts'
import { hostAlgebra } from './algebra.ts'
import { gramOf, largest, normals } from './test-matrices.ts'

/** Large enough for a backend to use its own operations. */
const size = 90

function expectClose(actual: Float64Array, truth: Float64Array): void {
  expect(actual).toHaveLength(truth.length)
  const bound = 1e-12 * largest(truth)
  actual.forEach((value, at) => expect(Math.abs(value - truth[at])).toBeLessThan(bound))
}

test('a backend’s algebra equals the host’s, and leaves no tensors behind', async () => {
  const { algebra, tf } = await openBackend()
  const before = tf.memory().numTensors
  const [a, b] = [normals(size * 70, 1), normals(100 * 70, 2)]
  expectClose(
    algebra.multiplyTransposed(a, size, b, 100, 70),
    hostAlgebra.multiplyTransposed(a, size, b, 100, 70),
  )
  expectClose(algebra.singularValues(a, size, 70), hostAlgebra.singularValues(a, size, 70))
  expectClose(algebra.singularValues(a, 70, size), hostAlgebra.singularValues(a, 70, size))
  const lower = normals(size * size, 3).map((value, at) => {
    const [row, column] = [Math.floor(at / size), at % size]
    return row === column ? 10 : row > column ? value : 0
  })
  const right = normals(size * 60, 4)
  expectClose(
    algebra.solveTriangular(lower, size, right, 60),
    hostAlgebra.solveTriangular(lower, size, right, 60),
  )
  const gram = gramOf(normals(200 * size, 5), size)
  const [found, truth] = [algebra.symmetricEigen(gram, size), hostAlgebra.symmetricEigen(gram, size)]
  expectClose(found.values, truth.values)
  for (let k = 0; k < size; k++) {
    let overlap = 0
    for (let j = 0; j < size; j++) overlap += found.vectors[k * size + j] * truth.vectors[k * size + j]
    expect(Math.abs(overlap)).toBeCloseTo(1, 9)
  }
  expect(tf.memory().numTensors).toBe(before)
})

test('an odd last row and column are multiplied too', () => {
  const [a, b] = [Float64Array.of(1, 2, 3, 4, 5, 6), Float64Array.of(1, 0, 0, 1, 1, 1, 2, 0, 0, 2)]
  const product = [1, 2, 3, 2, 4, 3, 4, 7, 6, 8, 5, 6, 11, 10, 12]
  expect([...hostAlgebra.multiplyTransposed(a, 3, b, 5, 2)]).toEqual(product)
})
