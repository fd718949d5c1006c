import {
  badInput,
  findAnalyses,
  listAnalyses,
  mayRead,
  type Analysis as AnalysisRecord,
} from '@mitoscope/lab'
import { Arg, Field, ID, ObjectType, Resolver, Root, Subscription } from 'type-graphql'
import { followEvents } from '../../subscriptions/follow-events.ts'
import { followRecord } from '../../subscriptions/follow-record.ts'
import type { Context } from '../context.ts'
import { requireId, toGlobalId } from '../global-id.ts'
import { Analysis } from './analysis.type.ts'

const maxAnalyses = 500

@ObjectType({
  description:
    'Message of analysesUpdated: a snapshot of analyses, or the changes since the previous message.',
})
class AnalysesUpdate {
  @Field(() => Boolean, {
    description: `True for the initial snapshot (${maxAnalyses} analyses at most), false for an update.`,
  })
  readonly current!: boolean
  @Field(() => [Analysis], {
    description:
      'Analyses of the snapshot: those asked for by their IDs, else the queued and running ones. In an update, the analyses that are new or changed.',
  })
  readonly analyses!: readonly Analysis[]
  @Field(() => [ID], {
    description:
      'Global IDs of analyses that were deleted, or that were asked for but do not exist or you may not read.',
  })
  readonly gone!: readonly string[]
}

@Resolver()
export class AnalysisSubscriptionsResolver {
  @Subscription(() => Analysis, {
    nullable: true,
    subscribe: ({ args, context }) =>
      followAnalysis(context as Context, requireId('Analysis', args.id as string)),
    description:
      'Follows one analysis: its current state, then each state change. A null, after which it completes, means that the analysis does not exist or you may not read it. Progress while it runs is on its job.',
  })
  analysisUpdated(
    @Root() analysis: Analysis | null,
    @Arg('id', () => ID, { description: 'Global ID of the analysis.' }) _id: string,
  ): Analysis | null {
    return analysis
  }

  @Subscription(() => AnalysesUpdate, {
    subscribe: ({ args, context }) => {
      const { projectId, ids } = args as {
        readonly projectId: string
        readonly ids?: readonly string[] | null
      }
      return followAnalyses(context as Context, requireId('Project', projectId), parseIds(ids))
    },
    description:
      'Follows analyses of a project: a snapshot, then every one that is created or changes. With ids it completes once all of these have ended. Progress while an analysis runs is on its job.',
  })
  analysesUpdated(
    @Root() update: AnalysesUpdate,
    @Arg('projectId', () => ID, { description: 'Global ID of the project.' }) _projectId: string,
    @Arg('ids', () => [ID], {
      nullable: true,
      description: `Global IDs of the analyses to follow, at most ${maxAnalyses}; all analyses of the project if omitted.`,
    })
    _ids?: string[] | null,
  ): AnalysesUpdate {
    return update
  }
}

function parseIds(ids: readonly string[] | null | undefined): readonly string[] | undefined {
  if (!ids) return undefined
  if (ids.length > maxAnalyses)
    throw badInput(
      'ids',
      `${ids.length} are more than ${maxAnalyses}`,
      'Follow the others by a subscription of their own',
    )
  return ids.map((id) => requireId('Analysis', id))
}

function followAnalysis(context: Context, id: string): AsyncGenerator<Analysis | null> {
  const { lab, actor } = context
  const read = async () => {
    const record = (await findAnalyses(lab, actor, [id])).get(id)
    return record ? new Analysis(record) : null
  }
  return followRecord(context, (event) => event.kind === 'analysis' && event.id === id, read)
}

async function* followAnalyses(
  context: Context,
  projectId: string,
  ids: readonly string[] | undefined,
): AsyncGenerator<AnalysesUpdate> {
  const { lab, actor } = context
  const open = new Set(ids)
  // Strangers are not even told that something happens.
  const changes = followEvents(
    context,
    (event) =>
      event.kind === 'analysis' &&
      event.projectId === projectId &&
      (ids === undefined || open.has(event.id)) &&
      mayRead(actor, projectId),
  )
  const describe = (current: boolean, asked: readonly string[], records: readonly AnalysisRecord[]) => {
    const found = new Map(records.map((record) => [record.id, record]))
    const gone = asked.filter((id) => !found.has(id))
    for (const id of asked) if (hasEnded(found.get(id))) open.delete(id)
    return {
      current,
      analyses: records.map((record) => new Analysis(record)),
      gone: gone.map((id) => toGlobalId('Analysis', id)),
    }
  }
  const fetch = async (asked: readonly string[]) => {
    const found = await findAnalyses(lab, actor, asked)
    return [...found.values()].filter((record) => record.projectId === projectId && record.deletedAt === null)
  }
  const fetchCurrent = async () => {
    if (ids !== undefined) return describe(true, ids, await fetch(ids))
    const filter = { state: { in: ['queued', 'running'] as const } }
    const { nodes } = await listAnalyses(lab, actor, { projectId, filter, first: maxAnalyses })
    return describe(true, [], nodes)
  }
  yield await fetchCurrent()
  if (ids !== undefined && open.size === 0) return
  for await (const { events, gap } of changes) {
    const changed = [...new Set(events.map(({ id }) => id))]
    yield gap || changed.length > maxAnalyses
      ? await fetchCurrent()
      : describe(false, changed, await fetch(changed))
    if (ids !== undefined && open.size === 0) return
  }
}

/** Returns true for an analysis that will not change by itself any more, as one that is gone. */
function hasEnded(record: AnalysisRecord | undefined): boolean {
  return record === undefined || (record.state !== 'queued' && record.state !== 'running')
}
