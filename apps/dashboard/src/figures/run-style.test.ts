import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { runColors, runDashes, runStyle, runStyles, runSymbols } from './run-style.ts'

test('a run looks the same whenever it is asked for', () => {
  const id = 'VHJhaW5pbmdSdW46MDgwOWYzYjk'
  expect(runStyle(id)).toEqual(runStyle(id))
  // Pictures and pages that people have kept stay comparable: this must not change.
  expect(runStyle('a')).toMatchInlineSnapshot(`
    {
      "color": "var(--run-5)",
      "dash": "9 3 2 3",
      "paperColor": "#3b2a9b",
      "symbol": "triangle",
    }
  `)
})

test('every colour, dash and marker is used, and about as often', () => {
  const styles = Array.from({ length: 6000 }, (_, i) => runStyle(`TrainingRun:${i}`))
  for (const [key, choices] of [
    ['paperColor', runColors.map(({ light }) => light)],
    ['dash', runDashes],
    ['symbol', runSymbols],
  ] as const) {
    for (const choice of choices) {
      const share = styles.filter((style) => style[key] === choice).length / styles.length
      expect(share * choices.length).toBeGreaterThan(0.8)
      expect(share * choices.length).toBeLessThan(1.2)
    }
  }
})

test('lines of one chart differ by colour and by form, whatever their order, and keep what they can', () => {
  for (let draw = 0; draw < 400; draw++) {
    const count = 1 + (draw % 24)
    const ids = Array.from({ length: count }, (_, i) => `TrainingRun:${draw * 7919 + i * i * 31}`)
    const styles = runStyles(ids)
    const shown = ids.map((id) => styles.get(id)!)
    expect(new Set(shown.map(({ color, dash, symbol }) => `${color} ${dash} ${symbol}`)).size).toBe(count)
    expect(new Set(shown.map(({ dash, symbol }) => `${dash} ${symbol}`)).size).toBe(count)
    const counts = runColors.map(({ light }) => shown.filter(({ paperColor }) => paperColor === light).length)
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
    expect(runStyles(ids.toReversed())).toEqual(styles)
    // Of the lines that ask for a colour, as many have it as may have it.
    for (const [i, { light }] of runColors.entries()) {
      const asking = ids.filter((id) => runStyle(id).paperColor === light)
      const having = asking.filter((id) => styles.get(id)!.paperColor === light)
      expect(having.length).toBeGreaterThanOrEqual(Math.min(asking.length, Math.floor(count / 6), counts[i]))
    }
  }
  expect(runStyles(['x']).get('x')).toEqual(runStyle('x'))
})

test('up to a hundred lines of one chart look different', () => {
  const ids = Array.from({ length: 100 }, (_, i) => `TrainingRun:${i}`)
  expect(new Set([...runStyles(ids).values()].map((style) => Object.values(style).join())).size).toBe(100)
})

test('colours stand out from the paper in both themes', () => {
  for (const { light, dark } of runColors) {
    expect(contrast(light, '#ffffff')).toBeGreaterThan(3)
    expect(contrast(dark, '#14171c')).toBeGreaterThan(3)
  }
})

test('the style sheet names the same colours', () => {
  const css = readFileSync(new URL('../style/colors.css', import.meta.url), 'utf8')
  runColors.forEach(({ light, dark }, i) =>
    expect(css).toContain(`--run-${i}: light-dark(${light}, ${dark});`),
  )
})

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(color.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
