import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { SweepReport } from '@mitoscope/analysis'

/** Writes files so that either all of them are complete or, after a failure, none exists. */
export async function writeFiles(files: readonly { path: string; content: string }[]): Promise<void> {
  const partial = files.map(({ path }) => join(dirname(path), `.${basename(path)}.${process.pid}.partial`))
  const written: string[] = []
  try {
    for (const [i, { path, content }] of files.entries()) {
      await mkdir(dirname(path), { recursive: true })
      await writeFile(partial[i], content)
    }
    for (const [i, { path }] of files.entries()) {
      await rename(partial[i], path)
      written.push(path)
    }
  } catch (error) {
    await Promise.all([...partial, ...written].map((path) => rm(path, { force: true })))
    throw error
  }
}

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
