/** The folder of the dashboard's pages as its sources are now; undefined where they are not built. */
export function findDashboard(): string | undefined

/**
 * Builds them and resolves to their folder; rejects with the end of the build’s output. One process at a time. Builds below
 * the priority of this process unless told otherwise.
 */
export function buildDashboard(
  signal?: AbortSignal,
  options?: { readonly givesWay?: boolean },
): Promise<string>

/** The lock of whoever builds. */
export function lockPath(): string
