import { expect, test } from 'vitest'
import { analysisFigures } from '../analysis/analysis-figures.ts'
import { runsFigures } from '../runs/runs-figures.ts'
import { sweepFigures } from '../sweep/sweep-figures.ts'
import { makeAnalysis } from '../testing/make-analysis.ts'
import { makeSweep } from '../testing/make-sweep.ts'
import { drawFigureSource, writeFigureSource } from './figure-source.ts'

test('a figure’s source file draws the same figure to the byte', () => {
  const sweep = { of: 'sweep', input: makeSweep() } as const
  const analysis = { of: 'analysis', input: makeAnalysis() } as const
  const line = {
    label: 'a',
    color: '#0072b2',
    dash: '7 3',
    symbol: 'square',
    x: [0, 1],
    mean: [1 / 3, null],
  } as const
  const runs = {
    of: 'runs',
    input: {
      title: 'Error',
      subtitle: '',
      caption: 'By step.',
      x: 'step',
      y: 'error',
      logX: false,
      logY: false,
      band: 'std',
      lines: [line],
    },
  } as const
  for (const [figures, drawn] of [
    [runsFigures(runs.input), runs],
    [sweepFigures(sweep.input), sweep],
    [analysisFigures(analysis.input), analysis],
  ] as const)
    for (const figure of figures)
      expect(drawFigureSource(JSON.parse(JSON.stringify(writeFigureSource(figure, drawn))))).toMatchObject({
        id: figure.id,
        svg: figure.svg,
        table: figure.table,
      })
})

test.each([
  [undefined, 'it is not the source of a figure'],
  [{ kind: 'other' }, 'it is not the source of a figure'],
  [{ kind: 'mitoscope-figure', version: 2 }, 'its version is 2'],
  [{ kind: 'mitoscope-figure', version: 1, of: 'run' }, 'it is of "run"'],
  [{ kind: 'mitoscope-figure', version: 1, of: 'sweep', input: { series: 3 } }, 'its input cannot be drawn'],
  [
    { kind: 'mitoscope-figure', version: 1, of: 'sweep', figure: 'x', input: makeSweep() },
    'no figure "x"; there are groups-by-width',
  ],
])('the source %j is rejected: %s', (source, reason) => {
  expect(() => drawFigureSource(source)).toThrow(reason)
})
