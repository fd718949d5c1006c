import type { Run } from './run.ts'

type Sited = Pick<Run, 'sites' | 'representations' | 'analyses' | 'checkpoints'>

/** Name of the layer that means are over, unless another one is named. */
export const lastHidden = 'last-hidden'

/** Describes a layer in words. */
export function describeSite(name: string, kind: string | null = null): string {
  if (name === lastHidden) return 'last hidden layer'
  return kind === null ? name : `${name} (${kind})`
}

/** Returns the layer to show: the one asked for if the run has it, else the last hidden one, else the first. */
export function chooseSite(sites: Sited['sites'], asked: string | null): string {
  const names = sites.map(({ name }) => name)
  if (asked !== null && names.includes(asked)) return asked
  return names.includes(lastHidden) ? lastHidden : (names[0] ?? lastHidden)
}

/** Returns a run with the representations and analyses of one layer alone. Its checkpoints stand for the last hidden one. */
export function ofSite<R extends Sited>(run: R, site: string): R {
  return {
    ...run,
    representations: run.representations.filter((each) => each.site === site),
    analyses: run.analyses.filter(({ representation }) => representation.site === site),
    checkpoints: site === lastHidden ? run.checkpoints : [],
  }
}
