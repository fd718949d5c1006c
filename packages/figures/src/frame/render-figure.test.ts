import { expect, test } from 'vitest'
import { readSvg } from '../testing/read-svg.ts'
import { renderFigure } from './render-figure.ts'

const long = (word: string, count: number) => Array.from({ length: count }, (_, i) => `${word}${i}`).join(' ')

test('long titles, subtitles and labels are wrapped, not cut', () => {
  const words = { title: long('title', 30), subtitle: long('sub', 60), caption: long('caption', 90) }
  const label = long('label', 40)
  const draw = (given: typeof words, entry: string) =>
    renderFigure('x', {
      ...given,
      legend: [{ label: entry }, { label: 'next' }],
      panels: [{ options: () => ({ marks: [] }) }],
      table: () => ({ columns: [] }),
    })
  const figure = draw(words, label)
  expect(figure.svg).not.toContain('…')
  const document = readSvg(figure.svg)
  const text = [...document.querySelectorAll('text')].map(({ textContent }) => textContent).join(' ')
  for (const word of Object.values({ ...words, label }).flatMap((all) => all.split(' ')))
    expect(text).toContain(word)
  const heights = [...document.querySelectorAll('svg > text')].map((each) => Number(each.getAttribute('y')))
  expect(new Set(heights).size).toBe(heights.length)
  const height = (svg: string) => Number(readSvg(svg).querySelector('svg')!.getAttribute('height'))
  const short = draw({ title: 'title', subtitle: 'sub', caption: 'caption' }, 'label')
  expect(height(figure.svg)).toBeGreaterThan(height(short.svg) + 100)
  expect(Math.max(...heights)).toBeLessThan(height(figure.svg))
})
