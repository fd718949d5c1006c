import { findModelReports, type SlimReport } from '@mitoscope/lab'
import { Arg, Ctx, FieldResolver, Float, Resolver, Root } from 'type-graphql'
import { ResultScalar } from '../analyses/curve.type.ts'
import type { Context } from '../context.ts'
import { loadOne } from '../loaders.ts'
import { SweepReport, toReport } from '../reports/report.type.ts'
import { loadWidths } from '../widths/load-widths.ts'
import { ModelWidth } from '../widths/width.type.ts'
import { Model } from './model.type.ts'

const which = 'Of this weight decay; the strongest when not given.'

@Resolver(() => Model)
export class ModelFindingsResolver {
  @FieldResolver(() => [ModelWidth], {
    description:
      'Its widths, ascending: an entry per width and weight decay, since a mean over seeds wants all else equal.',
  })
  widths(
    @Ctx() context: Context,
    @Root() { record }: Model,
    @Arg('mixWeightDecays', () => Boolean, {
      defaultValue: false,
      description: 'One entry per width, with all of its runs whatever their weight decay.',
    })
    mix: boolean,
  ) {
    return loadWidths(context, record.id, mix)
  }

  @FieldResolver(() => SweepReport, {
    nullable: true,
    description: 'The newest report on one of its sweeps.',
  })
  async report(@Ctx() context: Context, @Root() { record }: Model) {
    const report = await loadReport(context, record.id)
    return report ? toReport(report) : null
  }

  @FieldResolver(() => ResultScalar, {
    nullable: true,
    description: 'Width from which w* no longer grows, by its newest report.',
  })
  async criticalWidth(
    @Ctx() context: Context,
    @Root() { record }: Model,
    @Arg('weightDecay', () => Float, { nullable: true, description: which }) weightDecay?: number | null,
  ) {
    return fitOf(await loadReport(context, record.id), weightDecay)?.criticalWidth ?? null
  }

  @FieldResolver(() => ResultScalar, {
    nullable: true,
    description: 'Groups per neuron above the critical width, by its newest report.',
  })
  async slope(
    @Ctx() context: Context,
    @Root() { record }: Model,
    @Arg('weightDecay', () => Float, { nullable: true, description: which }) weightDecay?: number | null,
  ) {
    return fitOf(await loadReport(context, record.id), weightDecay)?.slope ?? null
  }
}

function loadReport(context: Context, modelId: string): Promise<SlimReport | undefined> {
  return loadOne(context, readReports, modelId)
}

function readReports({ lab, actor }: Context, ids: readonly string[]) {
  return findModelReports(lab, actor, ids)
}

function fitOf(report: SlimReport | undefined, weightDecay: number | null | undefined) {
  const series = report?.series.find((one) => weightDecay == null || one.weightDecay === weightDecay)
  return series?.fit
}
