import type { Role } from '@mitoscope/schema/documents'

/** What belongs to a project, in which the reader has a role. */
export interface Owned {
  readonly project: { readonly viewerRole: Role | null } | null
}

/** Whether the reader may have something computed here. */
export function mayCompute({ project }: Owned): boolean {
  return project?.viewerRole !== 'VIEWER'
}

/** Why buttons that compute are off, for those who may only look. */
export function ViewerNote({ of }: { readonly of: Owned }) {
  if (mayCompute(of)) return null
  return <span className="quiet">You are a viewer of this project. Only editors can start computations.</span>
}
