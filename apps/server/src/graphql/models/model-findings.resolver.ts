import { findModelReports, type SlimReport } from '@mitoscope/lab'
import { Arg, Ctx, FieldResolver, Float, Resolver, Root } from 'type-graphql'
import { ResultScalar } from '../analyses/curve.type.ts'
import type { Context } from '../context.ts'
import { loadOne } from '../loaders.ts'
import { SweepReport, toReport } from '../reports/report.type.ts'
import { loadWidths } from '../widths/load-widths.ts'
import { ModelWidth } from '../widths/width.type.ts'
import { Model } from './model.type.ts'

const weightDecayChoice = 'Weight decay of the series; the largest of the report if omitted.'

@Resolver(() => Model)
export class ModelFindingsResolver {
  @FieldResolver(() => [ModelWidth], {
    description:
      'Widths of the model, ascending, with one entry per width and weight decay: a mean over seeds is meaningful only at equal settings.',
  })
  widths(
    @Ctx() context: Context,
    @Root() { record }: Model,
    @Arg('mixWeightDecays', () => Boolean, {
      defaultValue: false,
      description: 'True merges all weight decays into one entry per width.',
    })
    mix: boolean,
  ) {
    return loadWidths(context, record.id, mix)
  }

  @FieldResolver(() => SweepReport, {
    nullable: true,
    description: 'Newest report among the sweeps of the model; null if there is none.',
  })
  async report(@Ctx() context: Context, @Root() { record }: Model) {
    const report = await loadReport(context, record.id)
    return report ? toReport(report) : null
  }

  @FieldResolver(() => ResultScalar, {
    nullable: true,
    description:
      'Critical width by the newest report: width up to which the layer is one group and above which the number of groups grows. Null without a report or a fit.',
  })
  async criticalWidth(
    @Ctx() context: Context,
    @Root() { record }: Model,
    @Arg('weightDecay', () => Float, { nullable: true, description: weightDecayChoice })
    weightDecay?: number | null,
  ) {
    return fitOf(await loadReport(context, record.id), weightDecay)?.criticalWidth ?? null
  }

  @FieldResolver(() => ResultScalar, {
    nullable: true,
    description:
      'Growth of the number of groups above the critical width, in groups per neuron, by the newest report. Null without a report or a fit.',
  })
  async slope(
    @Ctx() context: Context,
    @Root() { record }: Model,
    @Arg('weightDecay', () => Float, { nullable: true, description: weightDecayChoice })
    weightDecay?: number | null,
  ) {
    return fitOf(await loadReport(context, record.id), weightDecay)?.slope ?? null
  }
}

function loadReport(context: Context, modelId: string): Promise<SlimReport | undefined> {
  return loadOne(context, fetchReports, modelId)
}

function fetchReports({ lab, actor }: Context, ids: readonly string[]) {
  return findModelReports(lab, actor, ids)
}

function fitOf(report: SlimReport | undefined, weightDecay: number | null | undefined) {
  const series = report?.series.find((one) => weightDecay == null || one.weightDecay === weightDecay)
  return series?.fit
}
