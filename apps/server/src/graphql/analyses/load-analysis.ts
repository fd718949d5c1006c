import { findAnalyses, listAnalyses, type ListAnalyses } from '@mitoscope/lab'
import type { Context } from '../context.ts'
import { loadOne } from '../loaders.ts'
import { AnalysisConnection, toListAnalyses, type AnalysisListArgs } from './analysis-list.args.ts'
import { Analysis } from './analysis.type.ts'

type AnalysisScope = Pick<ListAnalyses, 'projectId' | 'sweepId' | 'representationId'>

/** The analysis with this record id, read together with the others of the request. */
export async function loadAnalysis(context: Context, id: string): Promise<Analysis | undefined> {
  const record = await loadOne(context, readAnalyses, id)
  return record && new Analysis(record)
}

/** A page of the analyses of something, or of all. */
export async function loadAnalysisPage(
  { lab, actor }: Context,
  scope: AnalysisScope,
  args: AnalysisListArgs,
) {
  const page = await listAnalyses(lab, actor, { ...toListAnalyses(args), ...scope })
  return new AnalysisConnection({ ...page, nodes: page.nodes.map((record) => new Analysis(record)) })
}

function readAnalyses({ lab, actor }: Context, ids: readonly string[]) {
  return findAnalyses(lab, actor, ids)
}
