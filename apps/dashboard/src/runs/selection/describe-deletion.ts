import { countOf } from '../../format/count-of.ts'

export interface Contents {
  readonly runs: number
  readonly representations: number
  readonly analyses: number
}

/** "Delete 285 runs with 285 representations and 1 analysis? …" */
export function describeDeletion({ runs, representations, analyses }: Contents): string {
  const parts = [
    representations > 0 && countOf(representations, 'representation'),
    analyses > 0 && countOf(analyses, 'analysis', 'analyses'),
  ].filter(Boolean)
  const contents = parts.length > 0 ? ` with ${parts.join(' and ')}` : ''
  return `Delete ${countOf(runs, 'run')}${contents}? Their jobs are cancelled. You can restore the runs from the bin until the next purge.`
}
