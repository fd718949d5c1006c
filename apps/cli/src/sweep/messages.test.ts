import { expect, test } from 'vitest'
import { parseFromProcess, parseToProcess } from './messages.ts'

test('known messages are accepted', () => {
  const progress = { type: 'progress', group: 'w0064', epoch: 3, fraction: 0.5 }
  expect(parseFromProcess(progress)).toEqual(progress)
  expect(parseToProcess({ type: 'stop' })).toEqual({ type: 'stop' })
})

test.each([
  [null],
  ['stop'],
  [{}],
  [{ type: 'toString' }],
  [{ type: 'progress', group: 'w0064', epoch: '3', fraction: 0.5 }],
  [{ type: 'progress', group: 'w0064', epoch: 3, fraction: NaN }],
  [{ type: 'opened', backend: 'abacus', device: 'wood', gpu: false }],
  [{ type: 'stop' }],
])('the message %j from a training process is rejected', (message) => {
  expect(() => parseFromProcess(message)).toThrow('Unexpected message between processes')
})

test.each([
  [{ type: 'train', group: 5 }],
  [{ type: 'open', backend: 'abacus' }],
  [{ type: 'finished', group: 'w' }],
])('the message %j to a training process is rejected', (message) =>
  expect(() => parseToProcess(message)).toThrow('Unexpected message between processes'),
)
