/**
 * Subtracts P Pᵀ from the lower right of a square matrix, lower triangle only, where P is the part of columns `begin`
 * to `end` below their diagonal block. Computes four by two entries at a time, so that each value read is used in
 * several products. On the diagonal, tiles write into the upper triangle, which is never read.
 */
export function multiplySubtract(matrix: Float64Array, size: number, begin: number, end: number): void {
  for (let top = end; top < size; top += 4) {
    if (top + 4 > size) {
      for (let row = top; row < size; row++) {
        for (let column = end; column <= row; column++) subtractOne(matrix, size, row, column, begin, end)
      }
      return
    }
    for (let left = end; left <= top; left += 4) subtractTile(matrix, size, top, left, begin, end)
  }
}

function subtractOne(
  m: Float64Array,
  size: number,
  row: number,
  column: number,
  begin: number,
  end: number,
): void {
  let sum = 0
  for (let k = begin; k < end; k++) sum += m[row * size + k] * m[column * size + k]
  m[row * size + column] -= sum
}

/** Written out, because eight local sums stay in registers and an array of sums would not. */
function subtractTile(
  m: Float64Array,
  size: number,
  top: number,
  left: number,
  begin: number,
  end: number,
): void {
  const a0 = top * size
  const a1 = a0 + size
  const a2 = a1 + size
  const a3 = a2 + size
  for (let column = left; column < left + 4; column += 2) {
    const b0 = column * size
    const b1 = b0 + size
    let s00 = 0
    let s01 = 0
    let s10 = 0
    let s11 = 0
    let s20 = 0
    let s21 = 0
    let s30 = 0
    let s31 = 0
    for (let k = begin; k < end; k++) {
      const u = m[b0 + k]
      const v = m[b1 + k]
      const x0 = m[a0 + k]
      const x1 = m[a1 + k]
      const x2 = m[a2 + k]
      const x3 = m[a3 + k]
      s00 += x0 * u
      s01 += x0 * v
      s10 += x1 * u
      s11 += x1 * v
      s20 += x2 * u
      s21 += x2 * v
      s30 += x3 * u
      s31 += x3 * v
    }
    m[a0 + column] -= s00
    m[a0 + column + 1] -= s01
    m[a1 + column] -= s10
    m[a1 + column + 1] -= s11
    m[a2 + column] -= s20
    m[a2 + column + 1] -= s21
    m[a3 + column] -= s30
    m[a3 + column + 1] -= s31
  }
}
