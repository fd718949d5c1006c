import { Command } from 'commander'
import { BadInput } from '@mitoscope/analysis'
import { readText } from '../files/read-text.ts'
import { writeFiles } from '../files/write-files.ts'

/** `mitoscope draw RECIPE`: the figure that the dashboard showed, to the byte. */
export function drawCommand(): Command {
  return new Command('draw')
    .description('Draw a figure again from its recipe, which the dashboard writes beside every figure')
    .argument('<recipe>', 'recipe of a figure, JSON')
    .option('--svg <file>', 'where the figure goes instead of standard output')
    .addHelpText('after', '\nExamples:\n  mitoscope draw groups-by-width.json --svg groups-by-width.svg')
    .action(async (path: string, { svg }: { readonly svg?: string }) => {
      const figure = await drawFile(path)
      if (svg === undefined) process.stdout.write(figure)
      else await writeFiles([{ path: svg, content: figure }])
    })
}

async function drawFile(path: string): Promise<string> {
  // Loaded here, so that help and other commands do without.
  const { drawRecipe } = await import('@mitoscope/figures')
  const recipe = await readText(path)
  try {
    return drawRecipe(JSON.parse(recipe)).svg
  } catch (error) {
    throw new BadInput(path, undefined, (error as Error).message, 'Take a recipe from the dashboard')
  }
}
