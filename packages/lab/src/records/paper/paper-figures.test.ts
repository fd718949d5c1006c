import { checkSweep } from '@mitoscope/training'
import { reportSweep } from '@mitoscope/analysis'
import { expect, it, test } from 'vitest'
import { scaleNames } from './paper-figure.ts'
import { findPaperFigure, paperFigures } from './paper-figures.ts'

const scales = paperFigures.flatMap((figure) => scaleNames.map((name) => ({ name, figure, ...figure[name] })))

test.each(scales.map((scale) => [scale.figure.id, scale.name, scale] as const))(
  '%s can be trained at its %s scale',
  (_, __, { config, controls = [], expected, limits, sweep, draws }) => {
    // Networks of any width are planned; what may be left out is.
    for (const one of [config, ...controls.map((control) => control.config)])
      expect(checkSweep(one)).toEqual(one)
    expect(expected.minutes).toBeGreaterThan(0)
    expect(limits).toMatch(/\.$/)
    expect(sweep).toMatch(/^[a-z0-9-]+$/)
    expect(draws).toBe(40)
  },
)

it('has a name of its own for each figure, and a version', () => {
  const names = paperFigures.flatMap(({ id, aliases }) => [id, ...aliases])
  expect(new Set(names).size).toBe(names.length)
  for (const { version } of paperFigures) expect(version).toBeGreaterThanOrEqual(1)
  expect(findPaperFigure('fig3b')?.id).toBe('reconstruction')
  expect(findPaperFigure('fig99')).toBeUndefined()
})

it('shares a folder between figures only where they share the sweep', () => {
  const configs = new Map<string, unknown>()
  for (const { sweep, config } of scales) {
    expect(configs.get(sweep) ?? config).toEqual(config)
    configs.set(sweep, config)
  }
})

it('names claims that are judged, all of them', async () => {
  const provenance = { backend: 'none', device: 'none', draws: 1, seed: 0 }
  const { claims } = await reportSweep({ title: 'none', threshold: 0.99, provenance, runs: [] })
  const known = claims!.map(({ id }) => id).toSorted()
  expect([...new Set(paperFigures.flatMap((figure) => figure.claims))].toSorted()).toEqual(known)
})

it('trains the paper’s networks at the widths of its numbers', () => {
  for (const { full, numbers } of paperFigures)
    for (const { width } of numbers) expect(full.config.widths).toContain(width)
})
