import type { Analysis } from '../analysis.ts'

/** What files of an analysis are called, without their ending. */
export function fileName({ measure, run }: Pick<Analysis, 'measure' | 'run'>): string {
  return run ? `${run.name}-${measure}` : measure
}
