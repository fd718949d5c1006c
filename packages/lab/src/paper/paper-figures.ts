import { chunkError } from './chunk-error.ts'
import { chunkTrainingError } from './chunk-training-error.ts'
import { cifar100 } from './cifar-100.ts'
import { denseNet } from './dense-net.ts'
import { dynamics } from './dynamics.ts'
import { ensembles } from './ensembles.ts'
import type { PaperFigure } from './paper-figure.ts'
import { reconstruction } from './reconstruction.ts'
import { regularisation } from './regularisation.ts'
import { residualCorrelation } from './residual-correlation.ts'

/** Every figure of the paper that can be reproduced; a new one is a file and a line here. */
export const paperFigures: readonly PaperFigure[] = [
  chunkError,
  chunkTrainingError,
  reconstruction,
  residualCorrelation,
  dynamics,
  regularisation,
  ensembles,
  denseNet,
  cifar100,
]

/** Finds the figure with this id or alias; undefined if there is none. */
export function findPaperFigure(name: string): PaperFigure | undefined {
  return paperFigures.find(({ id, aliases }) => id === name || aliases.includes(name))
}
