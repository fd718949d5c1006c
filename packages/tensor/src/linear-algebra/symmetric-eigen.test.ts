import { expect, test } from 'vitest'
import { symmetricEigen, symmetricEigenvalues } from './symmetric-eigen.ts'
import { gramOf, hilbert, largest, normals } from './test-matrices.ts'

test.each([1, 2, 3, 10, 60, 121])(
  'eigenvectors of a random matrix of size %i are orthonormal and restore it',
  (size) => {
    const half = normals(size * size, size)
    const matrix = half.map((value, at) => value + half[(at % size) * size + Math.floor(at / size)])
    const { values, vectors } = symmetricEigen(matrix, size)
    const bound = 1e-13 * size * Math.max(1, largest(matrix))
    for (let a = 0; a < size; a++) {
      const v = vectors.subarray(a * size, (a + 1) * size)
      for (let i = 0; i < size; i++) {
        let image = 0
        for (let j = 0; j < size; j++) image += matrix[i * size + j] * v[j]
        expect(Math.abs(image - values[a] * v[i])).toBeLessThan(bound)
      }
      for (let b = 0; b <= a; b++) {
        let overlap = 0
        for (let i = 0; i < size; i++) overlap += v[i] * vectors[b * size + i]
        expect(Math.abs(overlap - (a === b ? 1 : 0))).toBeLessThan(1e-12)
      }
    }
    const alone = symmetricEigenvalues(matrix, size)
    alone.forEach((value, at) => expect(Math.abs(value - values[at])).toBeLessThan(bound))
    for (let k = 1; k < size; k++) expect(values[k]).toBeGreaterThanOrEqual(values[k - 1])
  },
)

test('a diagonal matrix has its entries as eigenvalues, sorted', () => {
  expect([...symmetricEigenvalues(Float64Array.of(3, 0, 0, 0, -1, 0, 0, 0, 2), 3)]).toEqual([-1, 2, 3])
  expect([...symmetricEigenvalues(new Float64Array(16), 4)]).toEqual([0, 0, 0, 0])
  expect([...symmetricEigenvalues(Float64Array.of(7), 1)]).toEqual([7])
})

test('the second-difference matrix has its known spectrum', () => {
  const size = 50
  const matrix = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    matrix[i * size + i] = 2
    if (i > 0) matrix[i * size + i - 1] = matrix[(i - 1) * size + i] = -1
  }
  symmetricEigenvalues(matrix, size).forEach((value, k) => {
    expect(value).toBeCloseTo(2 - 2 * Math.cos((Math.PI * (k + 1)) / (size + 1)), 13)
  })
})

test('the Hilbert matrix of size 5 has its published extreme eigenvalues', () => {
  const values = symmetricEigenvalues(hilbert(5), 5)
  expect(values[4]).toBeCloseTo(1.5670506910982311, 14)
  expect(values[0]).toBeCloseTo(3.287928772171863e-6, 15)
})

test.each([1e-8, 1e8])('scaling by %f scales the eigenvalues', (scale) => {
  const matrix = gramOf(normals(40 * 20, 3), 20)
  const plain = symmetricEigenvalues(matrix, 20)
  const scaled = symmetricEigenvalues(
    matrix.map((value) => value * scale),
    20,
  )
  scaled.forEach((value, at) => expect(value / scale / plain[at]).toBeCloseTo(1, 12))
})

test('a rank-deficient Gram matrix has a zero eigenvalue for each missing rank', () => {
  const values = symmetricEigenvalues(gramOf(normals(12 * 30, 8), 30), 30)
  expect(values.filter((value) => Math.abs(value) < 1e-12 * values[29])).toHaveLength(18)
})

test('values that are not finite, and wrong sizes, are rejected', () => {
  expect(() => symmetricEigenvalues(Float64Array.of(1, NaN, NaN, 1), 2)).toThrow('not finite')
  expect(() => symmetricEigenvalues(new Float64Array(3), 2)).toThrow('not 2 × 2')
})
