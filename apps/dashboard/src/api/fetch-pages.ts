interface Page<Node> {
  /** Needed where it is told how far the reading is. */
  readonly totalCount?: number
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null }
  readonly nodes: readonly Node[]
}

/**
 * Reads all nodes of a list, page after page, and calls `onProgress`, if given, after each page. Rejects
 * with the signal's reason once that is aborted.
 */
export async function fetchPages<Node extends { readonly id: string }>(
  read: (after: string | undefined) => Promise<Page<Node>>,
  onProgress?: (count: number, of: number) => void,
  signal?: AbortSignal,
): Promise<Node[]> {
  // What moved to a later page in the meantime is there once.
  const found = new Map<string, Node>()
  let after: string | undefined
  do {
    const { nodes, pageInfo, totalCount } = await read(after)
    signal?.throwIfAborted()
    for (const node of nodes) found.set(node.id, node)
    if (totalCount !== undefined) onProgress?.(found.size, totalCount)
    after = pageInfo.hasNextPage ? (pageInfo.endCursor ?? undefined) : undefined
  } while (after !== undefined)
  return [...found.values()]
}
