import {
  architectures,
  datasets,
  fileFormats,
  presets,
  paperFigures,
  sweepOptions,
  type FileFormat as FormatRecord,
} from '@mitoscope/lab'
import { Query, Resolver } from 'type-graphql'
import type { Context } from '../context.ts'
import { PaperFigure } from './paper-figure.types.ts'
import { Architecture, Dataset, FileFormat, SweepOption, SweepRecipe } from './catalogue.types.ts'

@Resolver()
export class CatalogueResolver {
  @Query(() => [Dataset], { description: 'Datasets that models can be trained on.' })
  datasets(): Dataset[] {
    return datasets.map((entry) => new Dataset(entry))
  }

  @Query(() => [Architecture], { description: 'Architectures that can be trained.' })
  architectures(): Architecture[] {
    return architectures.map((entry) => new Architecture(entry))
  }

  @Query(() => [SweepOption], {
    description: 'Settings of a sweep except contrasts, in the display order of a form.',
  })
  sweepOptions(): SweepOption[] {
    return sweepOptions.map((option) => new SweepOption(option))
  }

  @Query(() => [SweepRecipe], { description: 'Named presets of sweep settings.' })
  sweepRecipes(): SweepRecipe[] {
    return presets.map((preset) => new SweepRecipe(preset))
  }

  @Query(() => [PaperFigure], { description: 'Figures of the paper that can be reproduced.' })
  paperFigures(): PaperFigure[] {
    return paperFigures.map((figure) => new PaperFigure(figure))
  }

  @Query(() => [FileFormat], { description: 'File formats that representations can be imported from.' })
  fileFormats(): readonly FormatRecord[] {
    return fileFormats
  }
}

/** Loads a dataset by its name, which is its id. */
export async function loadDataset(_context: Context, name: string): Promise<Dataset | undefined> {
  const entry = datasets.find(({ id }) => id === name)
  return entry && new Dataset(entry)
}
