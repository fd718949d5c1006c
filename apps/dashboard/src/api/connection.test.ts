import { expect, test, vi } from 'vitest'
import { createConnection, isAway } from './connection.ts'
import { retryDelay } from './open-socket.ts'
import { noteAnswer } from './client.ts'

function make() {
  let time = 1_000
  const connection = createConnection(() => time)
  return { connection, at: (milliseconds: number) => (time = milliseconds) }
}

test('a lost connection says since when nothing is known, however often it is tried, and heals', () => {
  const { connection, at } = make()
  const restored = vi.fn<() => void>()
  connection.onRestored(restored)
  connection.opened()
  expect(connection.read()).toEqual({ status: 'live', failing: false, asOf: undefined })
  at(5_000)
  connection.heard()
  at(9_000)
  connection.closed(1006)
  connection.failed()
  connection.closed(1006)
  expect(connection.read()).toEqual({ status: 'lost', failing: true, asOf: 5_000 })
  expect(isAway(connection.read())).toBe(true)
  expect(restored).not.toHaveBeenCalled()
  at(20_000)
  connection.opened()
  expect(restored).toHaveBeenCalledTimes(1)
  connection.answered()
  expect(connection.read()).toEqual({ status: 'live', failing: false, asOf: undefined })
})

test('the first connection is no return', () => {
  const { connection } = make()
  const restored = vi.fn<() => void>()
  connection.onRestored(restored)
  connection.opened()
  expect(restored).not.toHaveBeenCalled()
})

test('a state stays the same object until it changes, and changes are told once', () => {
  const { connection } = make()
  const changed = vi.fn<() => void>()
  const end = connection.subscribe(changed)
  connection.opened()
  const before = connection.read()
  connection.heard()
  connection.answered()
  connection.opened()
  expect(connection.read()).toBe(before)
  expect(changed).toHaveBeenCalledTimes(1)
  end()
  connection.closed(1006)
  expect(changed).toHaveBeenCalledTimes(1)
})

test.each([4401, 4403])(
  'a socket closed with %i is not tried again, and the page asks who one is',
  (code) => {
    const { connection } = make()
    const restored = vi.fn<() => void>()
    connection.onRestored(restored)
    connection.opened()
    connection.closed(code)
    connection.closed(1006)
    expect(connection.read().status).toBe('refused')
    expect(isAway(connection.read())).toBe(false)
    expect(restored).toHaveBeenCalledTimes(1)
  },
)

test('answers tell whether the server was reached', () => {
  const { connection } = make()
  const note = (error?: object) => noteAnswer(connection, { error: error as never })
  connection.opened()
  note({ networkError: new Error('refused') })
  expect(connection.read().failing).toBe(true)
  note({ graphQLErrors: [new Error('no such project')], response: { status: 200 } })
  expect(connection.read().failing).toBe(false)
  note({ networkError: new Error('bad gateway'), response: { status: 502 } })
  expect(connection.read().failing).toBe(true)
  note()
  expect(connection.read().failing).toBe(false)
  note({ networkError: new Error('no session'), response: { status: 401 } })
  expect(connection.read().status).toBe('refused')
})

test('attempts become rarer, to one in fifteen seconds at least', () => {
  expect(retryDelay(0, 0)).toBe(250)
  expect(retryDelay(1, 1)).toBe(1_000)
  expect(retryDelay(1_000, 1)).toBe(15_000)
})
