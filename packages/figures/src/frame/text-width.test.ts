import { expect, test } from 'vitest'
import { cutText, textWidth, wrapText } from './text-width.ts'

test('text is wrapped at spaces, and words that are too wide are broken', () => {
  const lines = wrapText(`some words ${'x'.repeat(200)} and more`, 11, 150)
  expect(lines.length).toBeGreaterThan(2)
  for (const line of lines) expect(textWidth(line, 11)).toBeLessThanOrEqual(150)
  expect(wrapText('', 11, 100)).toEqual([])
})

test('text is cut between characters, not within them', () => {
  expect(cutText('short', 11, 100)).toBe('short')
  expect(cutText('😀'.repeat(50), 11, 100)).toMatch(/^(😀)+…$/u)
})
