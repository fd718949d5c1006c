import { findAnalyses } from '@mitoscope/lab'
import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql'
import { followEvents } from '../../subscriptions/follow-events.ts'
import type { Context } from '../context.ts'
import { requireId } from '../global-id.ts'
import { Analysis } from './analysis.type.ts'

@Resolver()
export class AnalysisSubscriptionsResolver {
  @Subscription(() => Analysis, {
    nullable: true,
    subscribe: ({ args, context }) =>
      followAnalysis(context as Context, requireId('Analysis', args.id as string)),
    description:
      'Follows one analysis: its current state, then each state change. The value is null if the analysis does not exist or you may not read it. Progress while it runs is on its job.',
  })
  analysisUpdated(
    @Root() analysis: Analysis | null,
    @Arg('id', () => ID, { description: 'Global ID of the analysis.' }) _id: string,
  ): Analysis | null {
    return analysis
  }
}

async function* followAnalysis(context: Context, id: string): AsyncGenerator<Analysis | null> {
  const { lab, actor } = context
  const changes = followEvents(context, (event) => event.kind === 'analysis' && event.id === id)
  const read = async () => {
    const record = (await findAnalyses(lab, actor, [id])).get(id)
    return record ? new Analysis(record) : null
  }
  yield await read()
  for await (const _change of changes) yield await read()
}
