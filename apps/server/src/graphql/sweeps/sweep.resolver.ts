import { estimateConfig, listSweeps } from '@mitoscope/lab'
import { Arg, Args, Ctx, Field, Float, ID, Int, ObjectType, Query, Resolver } from 'type-graphql'
import type { Context } from '../context.ts'
import { requireGiven, requireId } from '../global-id.ts'
import { loadSweep } from './load-sweep.ts'
import { SweepConnection, SweepListArgs, toListSweeps } from './sweep-list.args.ts'
import { RequestedAnalysisInput, SweepSettings } from './sweep.inputs.ts'
import { Sweep } from './sweep.type.ts'

@ObjectType({ description: 'What settings would mean.' })
class SweepEstimate {
  @Field(() => Int, { description: 'Number of runs.' })
  readonly runs!: number
  @Field(() => Float, {
    description: 'Seconds that one core of a usual processor takes to train all of them.',
  })
  readonly seconds!: number
  @Field(() => Int, { description: 'Number of analyses that follow.' })
  readonly analyses!: number
  @Field(() => Float, {
    description:
      'Seconds that one device takes for these: as fast as the latest analyses by each measure were, of a usual processor where there are none yet.',
  })
  readonly analysisSeconds!: number
  @Field(() => String, { nullable: true, description: 'Why they cannot be used; null when they can.' })
  readonly problem!: string | null
}

@Resolver()
export class SweepResolver {
  @Query(() => Sweep, { nullable: true, description: 'The sweep with this id.' })
  async sweep(@Ctx() context: Context, @Arg('id', () => ID, { description: 'Its id.' }) id: string) {
    const sweepId = requireId('Sweep', id)
    return (await loadSweep(context, sweepId)) ?? null
  }

  @Query(() => SweepConnection, {
    description: 'Sweeps that you may read, of a project or of all, newest first.',
  })
  async sweeps(
    @Ctx() { lab, actor }: Context,
    @Args(() => SweepListArgs) args: SweepListArgs,
    @Arg('projectId', () => ID, { nullable: true, description: 'Of this project only.' })
    projectId?: string | null,
  ) {
    const request = { ...toListSweeps(args), projectId: requireGiven('Project', projectId) }
    const page = await listSweeps(lab, actor, request)
    return new SweepConnection({ ...page, nodes: page.nodes.map((record) => new Sweep(record)) })
  }

  @Query(() => SweepEstimate, {
    description: 'How many runs settings make and how long they take, or why they cannot be used.',
  })
  sweepEstimate(
    @Ctx() { lab, actor }: Context,
    @Arg('settings', () => SweepSettings, { description: 'As for startSweep.' }) settings: SweepSettings,
    @Arg('analyses', () => [RequestedAnalysisInput], {
      nullable: true,
      description: 'To be computed of every run; none when not given.',
    })
    analyses?: RequestedAnalysisInput[] | null,
  ): Promise<SweepEstimate> {
    return estimateConfig(lab, actor, settings, analyses ?? [])
  }
}
