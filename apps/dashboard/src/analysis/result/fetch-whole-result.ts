/** The result at a signed address, without what says where it comes from. */
export async function fetchWholeResult(url: string): Promise<unknown> {
  const response = await fetch(url)
  if (!response.ok) {
    throw new Error(
      `The server answers ${response.status} for the whole result. Its address is good for an hour: load the page again.`,
    )
  }
  const document: unknown = await response.json()
  if (typeof document !== 'object' || document === null || !('result' in document))
    throw new Error('The server sent something other than the result of an analysis.')
  return document.result
}
