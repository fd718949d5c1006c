import { randomUUID } from 'node:crypto'
import type { MeasureResult, Shape } from '@mitoscope/analysis'
import type { ArrayPlace } from '../database/tables.ts'

/** Result as the stored JSON bytes, and the position of each of its arrays in them. */
export interface EncodedResult {
  readonly chunks: readonly Uint8Array[]
  readonly arrays: readonly ArrayPlace[]
}

type Values = readonly (number | null | readonly (number | null)[])[]

interface NamedArray {
  readonly name: string
  readonly values: Values
  readonly shape: number[]
  readonly columns?: string[]
}

/**
 * Encodes a result so that each array is one byte range, which can be read without the rest. Arrays that are
 * fields of the result are written once; others, such as the neurons of all groups, are added as `arrays`.
 */
export function encodeResult(result: MeasureResult): EncodedResult {
  const arrays = listArrays(result.result)
  const mark = randomUUID()
  const added: Record<string, Values> = {}
  const marks = new Map<unknown, string>()
  for (const [i, { name, values, columns }] of arrays.entries()) {
    if (columns) added[name] = values
    marks.set(values, `${mark} ${i}`)
  }
  const text = JSON.stringify({ ...result, arrays: added }, (_, value) => marks.get(value) ?? value)
  const chunks: Uint8Array[] = []
  const places: ArrayPlace[] = []
  let at = 0
  const write = (part: string) => {
    const bytes = Buffer.from(part)
    chunks.push(bytes)
    at += bytes.length
  }
  for (const [i, part] of text.split(new RegExp(`"${mark} (\\d+)"`)).entries()) {
    if (i % 2 === 0) {
      write(part)
      continue
    }
    const { name, shape, columns, values } = arrays[Number(part)]
    const start = at
    write(JSON.stringify(values))
    places.push({ name, shape, start, end: at, ...(columns && columns.length > 0 && { columns }) })
  }
  return { chunks, arrays: places }
}

/** Lists every array of a result. Assembles the arrays with columns; the others are fields of the result. */
function listArrays(result: Shape): NamedArray[] {
  switch (result.shape) {
    case 'curves':
      return [
        { name: 'sizes', values: result.sizes, shape: [result.sizes.length] },
        ...result.curves.map(({ id, draws }) => ({ name: id, values: draws, shape: shapeOf(draws) })),
        ...result.floors.map(({ id, values }) => ({ name: id, values, shape: [values.length] })),
      ]
    case 'matrix': {
      const side = result.labels.length
      return [
        { name: 'values', values: result.values, shape: [side, side] },
        table('labels', result.labels.map((label) => [Number(label)]), ['label']),
        table('pairs', result.pairs.map(({ a, b, value, p }) => [a, b, value, p]), ['a', 'b', 'value', 'p']),
      ] // prettier-ignore
    }
    case 'partition': {
      const side = result.groups.length
      const neurons = result.groups.map((group) => group.neurons)
      return [
        { name: 'between', values: result.between, shape: [side, side] },
        { name: 'neurons', values: neurons, shape: shapeOf(neurons), columns: [] },
        table(
          'groups',
          result.groups.map(({ r2, testError, trainError }) => [r2, testError, trainError]),
          ['r2', 'testError', 'trainError'],
        ),
      ]
    }
    case 'fit':
      return [
        table('points', result.points.map(({ x, y, used }) => [x, y, Number(used)]), ['x', 'y', 'used']),
        table('line', result.line.map(({ x, y }) => [x, y]), ['x', 'y']),
        table('parameters', result.parameters.map(({ value, low, high }) => [value, low, high]), ['value', 'low', 'high']),
      ] // prettier-ignore
    case 'scalars':
      return [
        table('scalars', result.scalars.map(({ value, low, high }) => [value, low, high]), ['value', 'low', 'high']),
      ] // prettier-ignore
  }
}

function table(name: string, values: (number | null)[][], columns: string[]): NamedArray {
  return { name, values, shape: [values.length, columns.length], columns }
}

/** Returns the shape of rows: rows of different length, from adaptive draws, count as long as the longest. */
function shapeOf(rows: readonly (readonly unknown[])[]): number[] {
  return [rows.length, rows.reduce((most, row) => Math.max(most, row.length), 0)]
}
