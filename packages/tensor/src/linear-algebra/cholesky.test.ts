import { describe, expect, test } from 'vitest'
import { choleskyTolerant } from './cholesky.ts'
import { solveTriangular } from './solve-triangular.ts'
import { gramOf, hilbert, largest, normals, productTransposed } from './test-matrices.ts'

describe('the tolerant Cholesky factorisation', () => {
  test.each([1, 2, 5, 63, 64, 65, 67, 130, 201])('restores a random positive matrix of size %i', (size) => {
    const matrix = gramOf(normals((size + 10) * size, size), size)
    const { factor, skipped, rank } = choleskyTolerant(matrix, size)
    expect(skipped).toEqual([])
    expect(rank).toBe(size)
    expect(difference(productTransposed(factor, size), matrix)).toBeLessThan(1e-12 * largest(matrix))
    for (let i = 0; i < size; i++) for (let j = i + 1; j < size; j++) expect(factor[i * size + j]).toBe(0)
  })

  test('skips the columns that earlier ones determine', () => {
    const size = 150
    const rows = 400
    const values = normals(rows * size, 9)
    // Column 70 is the difference of two others, 101 a copy, 140 zero.
    for (let row = 0; row < rows; row++) {
      const at = row * size
      values[at + 70] = values[at + 3] - 2 * values[at + 50]
      values[at + 101] = values[at + 100]
      values[at + 140] = 0
    }
    const matrix = gramOf(values, size)
    const { factor, skipped, rank } = choleskyTolerant(matrix, size)
    expect(skipped).toEqual([70, 101, 140])
    expect(rank).toBe(147)
    expect(difference(productTransposed(factor, size), matrix)).toBeLessThan(1e-11 * largest(matrix))
  })

  test('finds the rank of fewer rows than columns', () => {
    const { skipped, rank } = choleskyTolerant(gramOf(normals(30 * 100, 4), 100), 100, 1e-10)
    expect(rank).toBe(30)
    expect(skipped[0]).toBe(30)
  })

  test('does not depend on the scale of a column', () => {
    const size = 40
    const plain = gramOf(normals(90 * size, 5), size)
    const scale = Float64Array.from({ length: size }, (_, i) => 10 ** (8 * Math.sin(i)))
    const scaled = plain.map((value, at) => value * scale[Math.floor(at / size)] * scale[at % size])
    const expected = choleskyTolerant(plain, size).factor
    const { factor, skipped } = choleskyTolerant(scaled, size)
    expect(skipped).toEqual([])
    for (let at = 0; at < size * size; at++) {
      const value = factor[at] / scale[Math.floor(at / size)]
      expect(Math.abs(value - expected[at])).toBeLessThan(1e-12 * Math.sqrt(largest(plain)))
    }
  })

  test('factors the Hilbert matrix as far as double precision allows', () => {
    const { factor, skipped } = choleskyTolerant(hilbert(8), 8)
    expect(skipped).toEqual([])
    expect(difference(productTransposed(factor, 8), hilbert(8))).toBeLessThan(1e-15)
    expect(choleskyTolerant(hilbert(20), 20).rank).toBeLessThan(20)
  })

  test('factors a diagonal, and skips zeros and values that are not numbers', () => {
    expect([...choleskyTolerant(Float64Array.of(4, 0, 0, 9), 2).factor]).toEqual([2, 0, 0, 3])
    expect(choleskyTolerant(new Float64Array(9), 3).skipped).toEqual([0, 1, 2])
    expect(choleskyTolerant(Float64Array.of(1, 0, 0, NaN), 2).skipped).toEqual([1])
    expect(() => choleskyTolerant(new Float64Array(5), 2)).toThrow('not 2 × 2')
  })
})

describe('triangular systems', () => {
  test.each([
    [1, 1],
    [7, 3],
    [90, 300],
  ])('of size %i with %i columns are solved both ways', (size, columns) => {
    const { factor } = choleskyTolerant(gramOf(normals((size + 20) * size, 1), size), size)
    const wanted = normals(size * columns, 2)
    for (const transpose of [false, true]) {
      const right = new Float64Array(size * columns)
      for (let i = 0; i < size; i++) {
        for (let j = 0; j < size; j++) {
          const weight = transpose ? factor[j * size + i] : factor[i * size + j]
          for (let c = 0; c < columns; c++) right[i * columns + c] += weight * wanted[j * columns + c]
        }
      }
      const solution = solveTriangular(factor, size, right, columns, { transpose })
      expect(difference(solution, wanted)).toBeLessThan(1e-10)
    }
  })

  test('leave out skipped columns', () => {
    // Column 1 repeats column 0: the least-squares solution on the independent columns 0 and 2.
    const matrix = Float64Array.of(4, 4, 0, 4, 4, 0, 0, 0, 9)
    const { factor, skipped } = choleskyTolerant(matrix, 3)
    expect(skipped).toEqual([1])
    const half = solveTriangular(factor, 3, Float64Array.of(8, 8, 18), 1)
    expect([...solveTriangular(factor, 3, half, 1, { transpose: true })]).toEqual([2, 0, 2])
  })
})

function difference(a: Float64Array, b: Float64Array): number {
  return largest(a.map((value, at) => value - b[at]))
}
