import { join } from 'node:path'
import type { SweepReport } from '@mitoscope/analysis'
import { writeFiles } from './write-files.ts'

/** Writes a report as report.json, and its figures. */
export async function writeReport(
  report: SweepReport,
  folder: string,
  figures = join(folder, 'figures'),
): Promise<void> {
  const { sweepFigures } = await import('@mitoscope/figures')
  const drawn = sweepFigures(report).map(({ id, svg }) => ({
    path: join(figures, `${id}.svg`),
    content: svg,
  }))
  await writeFiles([...drawn, { path: join(folder, 'report.json'), content: `${JSON.stringify(report)}\n` }])
}
