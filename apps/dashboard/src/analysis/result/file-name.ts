import type { Analysis } from '../analysis.ts'

/** Returns the file name of an analysis, without its ending. */
export function fileName({ measure, run }: Pick<Analysis, 'measure' | 'run'>): string {
  return run ? `${run.name}-${measure}` : measure
}
