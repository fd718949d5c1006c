import { findAnalyses, listAnalyses, type ListAnalyses } from '@mitoscope/lab'
import type { Context } from '../context.ts'
import { loadOne } from '../loaders.ts'
import { AnalysisConnection, toListAnalyses, type AnalysisListArgs } from './analysis-list.args.ts'
import { Analysis } from './analysis.type.ts'

type AnalysisScope = Pick<ListAnalyses, 'projectId' | 'sweepId' | 'representationId'>

/** Loads an analysis by its record id, in a batch with others of the request. */
export async function loadAnalysis(context: Context, id: string): Promise<Analysis | undefined> {
  const record = await loadOne(context, fetchAnalyses, id)
  return record && new Analysis(record)
}

/** Loads a page of the analyses of a project, sweep or representation, or of all. */
export async function loadAnalysisPage(
  { lab, actor }: Context,
  scope: AnalysisScope,
  args: AnalysisListArgs,
) {
  const page = await listAnalyses(lab, actor, { ...toListAnalyses(args), ...scope })
  return new AnalysisConnection({ ...page, nodes: page.nodes.map((record) => new Analysis(record)) })
}

function fetchAnalyses({ lab, actor }: Context, ids: readonly string[]) {
  return findAnalyses(lab, actor, ids)
}
