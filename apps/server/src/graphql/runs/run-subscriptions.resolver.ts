import { findRun, listRuns, mayRead, type LabEvent, type RunFilter as RunFilterRecord } from '@mitoscope/lab'
import { Arg, Field, ID, ObjectType, Resolver, Root, Subscription } from 'type-graphql'
import { followEvents } from '../../subscriptions/follow-events.ts'
import { followRecord } from '../../subscriptions/follow-record.ts'
import type { Context } from '../context.ts'
import { requireId, toGlobalId } from '../global-id.ts'
import { RunFilter } from './run-filter.inputs.ts'
import { toRunFilter } from './run-list.args.ts'
import { TrainingRun } from './run.type.ts'

@ObjectType({
  description:
    'Message of runsUpdated: a snapshot of training runs, or the changes since the previous message.',
})
class RunsUpdate {
  @Field(() => Boolean, {
    description: 'True for the initial snapshot (the newest 500 runs at most), false for an update.',
  })
  readonly current!: boolean
  @Field(() => [TrainingRun], {
    description: 'All runs of the snapshot, or the runs that are new or changed.',
  })
  readonly runs!: readonly TrainingRun[]
  @Field(() => [ID], { description: 'Global IDs of runs that were deleted or no longer match the filter.' })
  readonly gone!: readonly string[]
}

@Resolver()
export class RunSubscriptionsResolver {
  @Subscription(() => TrainingRun, {
    nullable: true,
    description:
      'Follows one training run: its current state, then each change. A null, after which it completes, means that the run does not exist or you may not read it.',
    subscribe: ({ context, args }) =>
      followRun(context as Context, requireId('TrainingRun', args.id as string)),
  })
  runUpdated(
    @Root() run: TrainingRun | null,
    @Arg('id', () => ID, { description: 'Global ID of the training run.' }) _id: string,
  ): TrainingRun | null {
    return run
  }

  @Subscription(() => RunsUpdate, {
    description: 'Follows the training runs of a project: a snapshot, then each change.',
    subscribe: ({ context, args }) =>
      followRuns(
        context as Context,
        requireId('Project', args.projectId as string),
        args.filter as RunFilter | null | undefined,
      ),
  })
  runsUpdated(
    @Root() update: RunsUpdate,
    @Arg('projectId', () => ID, { description: 'Global ID of the project.' }) _projectId: string,
    @Arg('filter', () => RunFilter, {
      nullable: true,
      description: 'Filter of the runs; all runs of the project if omitted.',
    })
    _filter?: RunFilter | null,
  ): RunsUpdate {
    return update
  }
}

function followRun(context: Context, id: string): AsyncGenerator<TrainingRun | null> {
  const read = async () => {
    const record = await findRun(context.lab, context.actor, id)
    return record ? new TrainingRun(record) : null
  }
  return followRecord(context, (event) => concerns(event) && event.id === id, read)
}

async function* followRuns(
  context: Context,
  projectId: string,
  given: RunFilter | null | undefined,
): AsyncGenerator<RunsUpdate> {
  const { lab, actor } = context
  const filter = given ? toRunFilter(given) : {}
  // Strangers are not even told that something happens.
  const matches = (event: LabEvent) => concerns(event) && event.projectId === projectId
  const changes = followEvents(context, (event) => matches(event) && mayRead(actor, projectId))
  const read = async (which: RunFilterRecord, ids?: readonly string[]) => {
    const page = await listRuns(lab, actor, { project: projectId }, { filter: which, first: 500, ids })
    return page.nodes.map((record) => new TrainingRun(record))
  }
  yield { current: true, runs: await read(filter), gone: [] }
  for await (const { events, gap } of changes) {
    const ids = [...new Set(events.map(({ id }) => id))]
    if (gap || ids.length > 500) {
      yield { current: true, runs: await read(filter), gone: [] }
      continue
    }
    const runs = await read(filter, ids)
    const found = new Set(runs.map(({ record }) => record.id))
    const gone = ids.filter((id) => !found.has(id)).map((id) => toGlobalId('TrainingRun', id))
    yield { current: false, runs, gone }
  }
}

/** True if an event can change what a run shows: logged metrics change the run's last values. */
function concerns(event: LabEvent): boolean {
  return event.kind === 'trainingRun' || event.kind === 'metrics'
}
