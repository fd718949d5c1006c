import type { RunsInput } from '@mitoscope/figures'
import { loadFigures } from '../figures/load-figures.ts'
import type { Taken } from './formats.ts'

/** The figure of runs to download. Throws where there is nothing to draw. */
export async function drawRuns(input: RunsInput): Promise<Taken> {
  const { runsFigures } = await loadFigures()
  const [figure] = runsFigures(input)
  if (!figure) throw new Error('There is nothing to draw: no value is within the range of the axes.')
  return { figure, drawn: { of: 'runs', input } }
}
