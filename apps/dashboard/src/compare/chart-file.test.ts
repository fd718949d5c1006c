import { expect, test } from 'vitest'
import { runColors, runStyle } from '../parts/run-style.ts'
import { legend, onPaper } from './chart-file.ts'
import type { Series } from './series.ts'

test('a file has no variables of the page', () => {
  expect(onPaper('<path stroke="var(--run-1)"/><path fill="var(--run-5)"/>')).toBe(
    `<path stroke="${runColors[1].light}"/><path fill="${runColors[5].light}"/>`,
  )
})

test('a file says whose each line is', () => {
  const series = [
    { number: 1, label: 'a < b & c', runs: [{}, {}], style: runStyle('x') },
  ] as unknown as Series[]
  const text = legend(series, 380)
  expect(text).toContain('1: a &lt; b &amp; c (2 seeds)')
  expect(text).toContain(runStyle('x').paperColor)
})
