import { compareRuns, compareWidths } from '@mitoscope/lab'
import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql'
import type { Context } from '../context.ts'
import { requireId } from '../global-id.ts'
import { TrainingRun } from '../runs/run.type.ts'
import { ModelWidth } from '../widths/width.type.ts'
import { RunComparison, WidthComparison } from './run-diff.types.ts'

@Resolver()
export class RunDiffResolver {
  @Query(() => RunComparison, {
    description:
      'Compares training runs: settings that differ, and all metrics. IDs after the first 1,000 are ignored.',
  })
  async compareRuns(
    @Ctx() { lab, actor }: Context,
    @Arg('ids', () => [ID], { description: 'Global IDs of training runs, of any models.' }) ids: string[],
  ): Promise<RunComparison> {
    const runIds = ids.map((id) => requireId('TrainingRun', id))
    const { runs, differences, metrics } = await compareRuns(lab, actor, runIds)
    return { runs: runs.map((run) => new TrainingRun(run)), configDifferences: differences, metrics }
  }

  @Query(() => WidthComparison, {
    description:
      'Compares widths: settings of their runs that differ, and all metrics. IDs after the first 100 are ignored.',
  })
  async compareWidths(
    @Ctx() { lab, actor }: Context,
    @Arg('ids', () => [ID], { description: 'Global IDs of widths, of any models.' }) ids: string[],
  ): Promise<WidthComparison> {
    const widthIds = ids.map((id) => requireId('ModelWidth', id))
    const { widths, differences, metrics } = await compareWidths(lab, actor, widthIds)
    return { widths: widths.map((width) => new ModelWidth(width)), configDifferences: differences, metrics }
  }
}
