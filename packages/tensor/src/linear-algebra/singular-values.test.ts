import { expect, test } from 'vitest'
import { singularValues } from './singular-values.ts'
import { symmetricEigen, symmetricEigenvalues } from './symmetric-eigen.ts'
import { gramOf, normals } from './test-matrices.ts'

test.each([
  [1, 1],
  [7, 3],
  [3, 7],
  [40, 40],
  [90, 61],
])('squared singular values of a random [%i, %i] are the eigenvalues of its Gram matrix', (rows, columns) => {
  const matrix = normals(rows * columns, rows)
  const values = singularValues(matrix, rows, columns)
  const eigen = symmetricEigenvalues(gramOf(matrix, columns), columns).reverse()
  expect(values).toHaveLength(Math.min(rows, columns))
  values.forEach((value, k) => expect(value ** 2).toBeCloseTo(eigen[k], 10))
})

test('the singular values of an orthogonal matrix are 1, even if most of it is zero', () => {
  const size = 50
  const half = normals(size * size, 5)
  const { vectors } = symmetricEigen(half.map((value, at) => value + half[(at % size) * size + Math.floor(at / size)]), size) // prettier-ignore
  for (const value of singularValues(vectors, size, size)) expect(Math.abs(value - 1)).toBeLessThan(1e-13)
  const swap = Float64Array.of(0, 1, 0, 1, 0, 0, 0, 0, 1)
  for (const value of singularValues(swap, 3, 3)) expect(value).toBeCloseTo(1, 14)
})

test('vanishing singular values are zero to the precision of the largest, not to its root', () => {
  const [size, rank] = [60, 4]
  const [left, right] = [normals(size * rank, 1), normals(size * rank, 2)]
  const matrix = new Float64Array(size * size)
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++)
      for (let k = 0; k < rank; k++) matrix[i * size + j] += left[i * rank + k] * right[j * rank + k]
  const values = singularValues(matrix, size, size)
  expect(values[rank - 1]).toBeGreaterThan(1)
  values.subarray(rank).forEach((value) => expect(Math.abs(value)).toBeLessThan(1e-14 * values[0]))
  expect([...singularValues(new Float64Array(12), 4, 3)]).toEqual([0, 0, 0])
})
