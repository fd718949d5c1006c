import type { MeasureInput } from '@mitoscope/figures'
import { loadFigures } from '../../figures/plot.ts'
import type { Taken } from '../../export/formats.ts'
import { fetchWholeResult } from './whole-result.ts'
import { toAnalysisInput, type DrawnAnalysis } from '../replay/to-analysis-input.ts'

/** A figure of an analysis drawn of its stored result, with every draw and every cell. */
export async function fetchWholeFigure(
  analysis: DrawnAnalysis & { readonly resultUrl?: string | null },
  id: string,
): Promise<Taken> {
  if (!analysis.resultUrl) throw new Error('The whole result was deleted.')
  return drawWholeFigure(analysis, id, await fetchWholeResult(analysis.resultUrl))
}

/** The same of a stored result that was read before. */
export async function drawWholeFigure(analysis: DrawnAnalysis, id: string, result: unknown): Promise<Taken> {
  const input = toAnalysisInput(analysis, result as MeasureInput['result'])
  const { analysisFigures } = await loadFigures()
  const figure = input && analysisFigures(input).find((each) => each.id === id)
  if (!figure) throw new Error('The whole result contains nothing to draw.')
  return { figure, drawn: { of: 'analysis', input } }
}
