import { findAnalyses, listAnalyses, type ListAnalyses } from '@mitoscope/lab'
import type { Context } from '../context.ts'
import { loaderOf } from '../loaders.ts'
import { AnalysisConnection, toListAnalyses, type AnalysisListArgs } from './analysis-list.args.ts'
import { Analysis } from './analysis.type.ts'

type AnalysisScope = Pick<ListAnalyses, 'projectId' | 'sweepId' | 'representationId'>

export const loadAnalysis = loaderOf(findAnalyses, Analysis)

/** Loads a page of the analyses of a project, sweep or representation, or of all. */
export async function loadAnalysisPage(
  { lab, actor }: Context,
  scope: AnalysisScope,
  args: AnalysisListArgs,
) {
  const page = await listAnalyses(lab, actor, { ...toListAnalyses(args), ...scope })
  return new AnalysisConnection({ ...page, nodes: page.nodes.map((record) => new Analysis(record)) })
}
