import { Command } from 'commander'
import { BadInput } from '@mitoscope/formats'
import { readText } from '../files/read-file.ts'
import { writeFiles } from '../files/write-files.ts'

/** Creates `mitoscope draw SOURCE`, which draws a figure of the dashboard again, to the byte. */
export function drawCommand(): Command {
  return new Command('draw')
    .description('Draw a figure from its source file, which the dashboard saves beside every figure')
    .argument('<source>', 'source file of a figure, JSON')
    .option('--svg <file>', 'file for the figure; the default is standard output')
    .addHelpText('after', '\nExamples:\n  mitoscope draw groups-by-width.json --svg groups-by-width.svg')
    .action(async (path: string, { svg }: { readonly svg?: string }) => {
      const figure = await drawFile(path)
      if (svg === undefined) process.stdout.write(figure)
      else await writeFiles([{ path: svg, content: figure }])
    })
}

async function drawFile(path: string): Promise<string> {
  // Imported here, because help and other commands do not need it.
  const { drawFigureSource } = await import('@mitoscope/figures')
  const source = await readText(path)
  try {
    return drawFigureSource(JSON.parse(source)).svg
  } catch (error) {
    throw new BadInput(
      path,
      undefined,
      (error as Error).message,
      'Save the source of a figure in the dashboard',
    )
  }
}
