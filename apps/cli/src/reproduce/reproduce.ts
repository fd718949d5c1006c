import { join } from 'node:path'
import { findPaperFigure, paperFigures, type PaperFigure } from '@mitoscope/lab/paper'
import type { ReproduceFlags } from '../commands/reproduce.ts'
import { writeFiles } from '../files/write-files.ts'
import { RemoteError } from '../remote/server-address.ts'
import { untilInterrupted } from '../terminal/until-interrupted.ts'
import { describeFigures, describeReproduction, reproductionMarkdown } from './describe-reproduction.ts'

/** Prints the figures that can be reproduced. */
export function listFigures({ json }: Pick<ReproduceFlags, 'json'>): void {
  print(json ? JSON.stringify(paperFigures) : describeFigures(paperFigures))
}

/** Reproduces a figure, saves the result, and prints it. */
export async function reproduce(name: string, flags: ReproduceFlags): Promise<void> {
  const figure = findPaperFigure(name)
  if (!figure) {
    const known = paperFigures.map(({ id }) => id).join(', ')
    throw new RemoteError(`There is no figure "${name}". Choose one of: ${known}.`)
  }
  const sweep = flags.import === undefined ? figure[flags.scale].sweep : `imported-${figure.id}`
  const folder = flags.folder ?? join('reproduced', sweep)
  const made = await make(figure, flags, folder)
  const document = flags.server === undefined ? join(folder, `reproduce-${figure.id}.md`) : undefined
  if (document) await writeFiles([{ path: document, content: reproductionMarkdown(made, new Date()) }])
  print(flags.json ? JSON.stringify(made) : describeReproduction(made))
  if (document && !flags.json)
    print(`Saved: ${document}, ${join(folder, 'report.json')}, ${join(folder, 'figures')}`)
}

async function make(figure: PaperFigure, flags: ReproduceFlags, folder: string) {
  const { scale, change, server, project, dataFolder, processes, backend } = flags
  if (flags.import !== undefined) {
    const { importPublished } = await import('./import-published.ts')
    return untilInterrupted((signal) => importPublished(figure, flags.import!, folder, backend, signal))
  }
  if (server !== undefined) {
    const { reproduceOnServer } = await import('./reproduce-on-server.ts')
    return reproduceOnServer(figure, scale, change, { server, project })
  }
  const { reproduceFigure } = await import('./reproduce-figure.ts')
  return reproduceFigure({ figure, scale, folder, change, dataFolder, processes, backend })
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}
