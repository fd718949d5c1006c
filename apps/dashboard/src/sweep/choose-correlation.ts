/** Definitions of the residual correlation, as they stand in the URL. */
export const correlations = ['outside', 'all'] as const
export type Correlation = (typeof correlations)[number]

export const correlationLabels: Readonly<Record<Correlation, string>> = {
  outside: 'pairs outside the chunk',
  all: 'all pairs, as in the paper',
}

const ids: Readonly<Record<Correlation, string>> = {
  outside: 'residual-correlation-by-width',
  all: 'residual-correlation-all-pairs-by-width',
}

interface Identified {
  readonly id: string
}

/** The figures with the residual correlation in one definition, in the place where it stands. */
export function chooseCorrelation<Figure extends Identified>(
  figures: readonly Figure[],
  chosen: Correlation,
): readonly Figure[] {
  const shown = hasBoth(figures) ? chosen : 'outside'
  const left = shown === 'outside' ? ids.all : ids.outside
  return figures.filter(({ id }) => !id.startsWith(left))
}

/** Returns true if the report has both definitions; older reports have one. */
export function hasBoth(figures: readonly Identified[]): boolean {
  return Object.values(ids).every((prefix) => figures.some(({ id }) => id.startsWith(prefix)))
}
