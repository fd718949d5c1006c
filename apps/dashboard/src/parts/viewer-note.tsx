import type { Analysis } from './analysis.ts'

type Owned = Pick<Analysis, 'project'>

/** Whether the reader may have something computed here. */
export function mayCompute({ project }: Owned): boolean {
  return project?.viewerRole !== 'VIEWER'
}

/** Why buttons that compute are off, for those who may only look. */
export function ViewerNote({ analysis }: { readonly analysis: Owned }) {
  if (mayCompute(analysis)) return null
  return <span className="quiet">Your role in this project is viewer: an editor can have it computed.</span>
}
