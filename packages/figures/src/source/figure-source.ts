import { analysisFigures } from '../analysis/analysis-figures.ts'
import type { Figure } from '../figure.ts'
import type { AnalysisInput, PairsInput } from '../input/analysis-input.ts'
import type { RunsInput } from '../input/runs-input.ts'
import type { SweepInput } from '../input/sweep-input.ts'
import { pairsFigures } from '../pairs/pairs-figures.ts'
import { runsFigures } from '../runs/runs-figures.ts'
import { sweepFigures } from '../sweep/sweep-figures.ts'

/** The source of a figure as a file, from which `drawFigureSource` draws the same figure to the byte. */
export type FigureSource = {
  readonly kind: 'mitoscope-figure'
  readonly version: 1
  /** Id of the figure among those of its input. */
  readonly figure: string
} & (
  | { readonly of: 'sweep'; readonly input: SweepInput }
  | { readonly of: 'analysis'; readonly input: AnalysisInput }
  | { readonly of: 'runs'; readonly input: RunsInput }
  | { readonly of: 'pairs'; readonly input: PairsInput }
)

/** Input of figures. */
export type Drawn =
  | Pick<Extract<FigureSource, { of: 'sweep' }>, 'of' | 'input'>
  | Pick<Extract<FigureSource, { of: 'analysis' }>, 'of' | 'input'>
  | Pick<Extract<FigureSource, { of: 'runs' }>, 'of' | 'input'>
  | Pick<Extract<FigureSource, { of: 'pairs' }>, 'of' | 'input'>

export function writeFigureSource(figure: Figure, drawn: Drawn): FigureSource {
  return { kind: 'mitoscope-figure', version: 1, figure: figure.id, ...drawn }
}

/** Draws the figure of a source file. Throws an Error that names the problem if the content is not such a source. */
export function drawFigureSource(source: unknown): Figure {
  const { kind, version, figure, of, input } = (source ?? {}) as Partial<FigureSource>
  if (kind !== 'mitoscope-figure')
    throw new Error('it is not the source of a figure: save one in the dashboard')
  if (version !== 1) throw new Error(`its version is ${String(version)}, and this program draws version 1`)
  if (of !== 'sweep' && of !== 'analysis' && of !== 'runs' && of !== 'pairs')
    throw new Error(`it is of "${String(of)}", not of a sweep, an analysis, runs or pairs`)
  const figures = draw({ of, input } as Drawn)
  const found = figures.find(({ id }) => id === figure)
  if (found) return found
  const known = figures.map(({ id }) => id).join(', ')
  throw new Error(`its input has no figure "${String(figure)}"; there are ${known === '' ? 'none' : known}`)
}

function draw({ of, input }: Drawn): Figure[] {
  try {
    switch (of) {
      case 'sweep':
        return sweepFigures(input)
      case 'analysis':
        return analysisFigures(input)
      case 'runs':
        return runsFigures(input)
      case 'pairs':
        return pairsFigures(input)
    }
  } catch (error) {
    throw new Error(`its input cannot be drawn: ${(error as Error).message}`, { cause: error })
  }
}
