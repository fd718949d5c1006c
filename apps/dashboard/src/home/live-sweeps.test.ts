import type { SweepCardFragment } from '@mitoscope/schema/documents'
import { expect, test } from 'vitest'
import { lacksReport, toLiveSweep } from './live-sweeps.ts'

const card = (finished: number, madeAt?: string): SweepCardFragment => ({
  id: 'a',
  name: 'digits',
  createdAt: '2026-11-25T09:00:00.000Z',
  model: { id: 'm', name: 'fc', architecture: 'fully-connected', dataset: 'mnist' },
  progress: {
    state: finished < 4 ? 'RUNNING' : 'FINISHED',
    fraction: finished / 4,
    secondsLeft: null,
    counts: { queued: 0, running: 4 - finished, finished, failed: 0, cancelled: 0, missing: 0 },
  },
  report: madeAt === undefined ? null : { madeAt, series: [] },
})

test('what is heard of a sweep is shown at once, and its report once it has been read', () => {
  const [early, late] = ['2026-11-25T09:01:00.000Z', '2026-11-25T09:02:00.000Z']
  const heard = card(4, late)
  expect(toLiveSweep(card(2), undefined, undefined)).toEqual(card(2))
  expect(toLiveSweep(card(2), card(3), undefined)).toEqual(card(3))
  expect(lacksReport(card(2), card(3))).toBe(false)
  expect(lacksReport(card(2, early), heard)).toBe(true)
  expect(toLiveSweep(card(2, early), heard, card(4, late))).toEqual(card(4, late))
  expect(lacksReport(card(4, late), heard)).toBe(false)
  // The list was read again after the card was.
  expect(toLiveSweep(card(4, late), undefined, card(2, early))).toEqual(card(4, late))
})
