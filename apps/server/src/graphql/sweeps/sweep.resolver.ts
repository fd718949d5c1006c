import { estimateConfig, listSweeps } from '@mitoscope/lab'
import { Arg, Args, Ctx, Field, Float, ID, Int, ObjectType, Query, Resolver } from 'type-graphql'
import type { Context } from '../context.ts'
import { requireGiven, requireId } from '../global-id.ts'
import { loadSweep } from './load-sweep.ts'
import { SweepConnection, SweepListArgs, toListSweeps } from './sweep-list.args.ts'
import { MeasureInput } from '../analyses/analysis.inputs.ts'
import { SweepSettings } from './sweep.inputs.ts'
import { Sweep } from './sweep.type.ts'

@ObjectType({ description: 'Estimated cost of a sweep before it is started.' })
class SweepEstimate {
  @Field(() => Int, { description: 'Number of training runs; 0 if the settings cannot be used.' })
  readonly runs!: number
  @Field(() => Float, {
    description: 'Estimated seconds to train all runs on one core of a typical CPU.',
  })
  readonly seconds!: number
  @Field(() => Int, { description: 'Number of analyses that follow the trainings.' })
  readonly analyses!: number
  @Field(() => Float, {
    description:
      'Estimated seconds to compute the analyses on one device, from the speed of the latest analyses by each measure; a typical CPU is assumed without any.',
  })
  readonly analysisSeconds!: number
  @Field(() => String, {
    nullable: true,
    description: 'Reason why the settings cannot be used; null if they can.',
  })
  readonly problem!: string | null
}

@Resolver()
export class SweepResolver {
  @Query(() => Sweep, {
    nullable: true,
    description: 'Sweep by its ID; null if it does not exist or you may not read it.',
  })
  async sweep(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: 'Global ID of the sweep.' }) id: string,
  ) {
    const sweepId = requireId('Sweep', id)
    return (await loadSweep(context, sweepId)) ?? null
  }

  @Query(() => SweepConnection, {
    description: 'Sweeps that you may read, in one project or in all.',
  })
  async sweeps(
    @Ctx() { lab, actor }: Context,
    @Args(() => SweepListArgs) args: SweepListArgs,
    @Arg('projectId', () => ID, {
      nullable: true,
      description: 'Global ID of the project to list; all projects if omitted.',
    })
    projectId?: string | null,
  ) {
    const request = { ...toListSweeps(args), projectId: requireGiven('Project', projectId) }
    const page = await listSweeps(lab, actor, request)
    return new SweepConnection({ ...page, nodes: page.nodes.map((record) => new Sweep(record)) })
  }

  @Query(() => SweepEstimate, {
    description:
      'Estimates the number of runs of a sweep and their duration, or tells why the settings cannot be used. Nothing is started.',
  })
  sweepEstimate(
    @Ctx() { lab, actor }: Context,
    @Arg('settings', () => SweepSettings, { description: 'Settings of the sweep, as for startSweep.' })
    settings: SweepSettings,
    @Arg('analyses', () => [MeasureInput], {
      nullable: true,
      description: 'Analyses to compute for every run; none if omitted.',
    })
    analyses?: MeasureInput[] | null,
  ): Promise<SweepEstimate> {
    return estimateConfig(lab, actor, settings, analyses ?? [])
  }
}
