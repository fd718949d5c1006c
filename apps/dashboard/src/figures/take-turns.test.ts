import type { Figure } from '@mitoscope/figures'
import { expect, test } from 'vitest'
import { drawInTurn } from './take-turns.ts'

function* draw(made: string[]) {
  for (const id of ['a', 'b', 'c']) {
    made.push(id)
    yield { id } as Figure
  }
}

test('others have their turn between two figures', async () => {
  const made: string[] = []
  let at: number | undefined
  setTimeout(() => (at = made.length))
  const figures = await drawInTurn(draw(made), () => false)
  expect(figures?.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  expect(at).toBe(1)
})

test('what nobody waits for is not drawn', async () => {
  const made: string[] = []
  expect(await drawInTurn(draw(made), () => made.length > 1)).toBe(undefined)
  expect(made).toEqual(['a', 'b'])
})
