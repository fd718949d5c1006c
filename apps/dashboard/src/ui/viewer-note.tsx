import type { Role } from '@mitoscope/schema/documents'

/** Anything that belongs to a project in which the reader has a role. */
export interface Owned {
  readonly project: { readonly viewerRole: Role | null } | null
}

/** Returns true if the reader may start computations in the project. */
export function mayCompute({ project }: Owned): boolean {
  return project?.viewerRole !== 'VIEWER'
}

/** Note for viewers on why buttons that start computations are disabled. */
export function ViewerNote({ of }: { readonly of: Owned }) {
  if (mayCompute(of)) return null
  return <span className="quiet">You are a viewer of this project. Only editors can start computations.</span>
}
