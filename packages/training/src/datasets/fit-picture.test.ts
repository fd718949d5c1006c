import { expect, test } from 'vitest'
import { fitPicture } from './fit-picture.ts'

/** Returns a picture of grey values; `greys` returns the grey values of a picture. */
const picture = (rows: readonly (readonly number[])[]) => ({
  rows: rows.length,
  columns: rows[0].length,
  values: Uint8Array.from(rows.flat().flatMap((value) => [value, value, value])),
})
const greys = (values: Uint8Array) => [...values].filter((_, i) => i % 3 === 0)

test('a square of the wanted size is unchanged, and the centre of a longer picture is cut out', () => {
  const square = [
    [1, 2],
    [3, 4],
  ]
  expect(greys(fitPicture(picture(square), 2))).toEqual([1, 2, 3, 4])
  const long = [
    [9, 1, 2, 9],
    [9, 3, 4, 9],
  ]
  expect(greys(fitPicture(picture(long), 2))).toEqual([1, 2, 3, 4])
  const high = [[9], [9], [5], [9], [9]]
  expect(greys(fitPicture(picture(high), 1))).toEqual([5])
})

test('a smaller size weighs pixels by a triangle as wide as the step, a larger one interpolates', () => {
  const row = [0, 10, 20, 60, 100, 140, 180, 255]
  const squared = picture(row.map(() => row))
  // Pillow's Image.resize((4, 4), BILINEAR) of the same picture.
  const shrunk = [7, 44, 120, 206]
  expect(greys(fitPicture(squared, 4))).toEqual([...shrunk, ...shrunk, ...shrunk, ...shrunk])
  const pair = [0, 100]
  const grown = [0, 25, 75, 100]
  expect(greys(fitPicture(picture([pair, pair]), 4)).slice(0, 4)).toEqual(grown)
})
