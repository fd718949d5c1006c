import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { formatDuration, showProgress } from './show-progress.ts'

/** Creates a stream that is not a terminal. */
function openLog() {
  const lines: string[] = []
  const stream = { isTTY: false, write: (text: string) => lines.push(text) > 0 }
  return { lines, progress: showProgress(stream as unknown as NodeJS.WriteStream) }
}

describe('progress in a log', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
  afterEach(() => void vi.useRealTimers())

  it('is a line every ten seconds, also when the phase changes shortly before', () => {
    const { lines, progress } = openLog()
    progress.update('Training, 0 of 2 runs finished', 0.1, 90)
    vi.advanceTimersByTime(5_000)
    progress.update('Training, 0 of 2 runs finished', 0.2, 80)
    vi.advanceTimersByTime(6_000)
    progress.update('Training, 1 of 2 runs finished', 0.6, 40)
    vi.advanceTimersByTime(11_000)
    progress.update('Training, 1 of 2 runs finished', 0.7, 30)
    expect(lines).toEqual([
      'Training, 0 of 2 runs finished  10 %  1 min 30 s left\n',
      'Training, 1 of 2 runs finished  60 %  40 s left\n',
      'Training, 1 of 2 runs finished  70 %  30 s left\n',
    ])
  })

  it('leaves short phases out, and never says that work in hand takes no time', () => {
    const { lines, progress } = openLog()
    for (const phase of ['Gram matrix', 'Reconstruction', 'Chunks']) {
      progress.update(phase, 0)
      vi.advanceTimersByTime(3_000)
    }
    vi.advanceTimersByTime(2_000)
    progress.update('Training, 1 of 2 runs finished', 0.98, 0.2)
    expect(lines).toEqual(['Gram matrix  0 %\n', 'Training, 1 of 2 runs finished  98 %\n'])
  })

  it('estimates the time left from the time so far', () => {
    const { lines, progress } = openLog()
    progress.update('Gram matrix', 0)
    vi.advanceTimersByTime(20_000)
    progress.update('Gram matrix', 0.25)
    expect(lines.at(-1)).toBe('Gram matrix  25 %  1 min 0 s left\n')
  })
})

describe('formatDuration', () => {
  it.each([[0.4, '0 s'], [59.4, '59 s'], [190, '3 min 10 s'], [4800, '1 h 20 min']])('%d s as %s', (seconds, text) =>
    expect(formatDuration(seconds)).toBe(text),
  ) // prettier-ignore
})
