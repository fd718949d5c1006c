import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, expect, test, vi } from 'vitest'
import { Interrupted, untilInterrupted } from './until-interrupted.ts'

afterEach(() => vi.restoreAllMocks())

/** Interrupts work that takes `takes` milliseconds to stop, at these milliseconds after it has begun. */
async function interrupt(takes: number, ...at: number[]) {
  const said: string[] = []
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0)
  const exit = vi.spyOn(process, 'exit').mockImplementation((() => {}) as never)
  const work = untilInterrupted(async (signal) => {
    for (const ms of at) setTimeout(() => process.emit('SIGINT', 'SIGINT'), ms)
    while (!signal.aborted) await wait(5)
    await wait(takes)
    throw signal.reason
  })
  await expect(work).rejects.toBeInstanceOf(Interrupted)
  return { said: said.join(''), exits: exit.mock.calls }
}

test('what stops at once says nothing, and what takes longer says what it does and how to end it', async () => {
  expect(await interrupt(0, 0)).toEqual({ said: '', exits: [] })
  const { said, exits } = await interrupt(900, 0)
  expect(said).toMatch(/^mitoscope: Stopping, and saving what was begun.*CTRL-C once more.*\n$/)
  expect(exits).toEqual([])
})

test('a signal that comes twice is one, as through npm and a terminal; another, later, ends the process', async () => {
  expect((await interrupt(200, 0, 1)).exits).toEqual([])
  expect((await interrupt(1_500, 0, 1, 1_000)).exits).toEqual([[130]])
})
