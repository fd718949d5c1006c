import { useEffect, useState } from 'react'

interface Whole {
  /** Result as measures return it, with every draw; undefined until it is read. */
  readonly result?: unknown
  readonly fetching: boolean
  readonly error?: string
}

interface Source {
  readonly id: string
  readonly resultUrl?: string | null
}

/** The stored result of an analysis, read when there is one to read: the API sends it without single draws. */
export function useWholeResult(source: Source | undefined): Whole {
  const [read, setRead] = useState<Whole & { readonly id?: string }>({ fetching: false })
  const id = source?.id
  // The address is signed anew with every answer; what it leads to stays the same.
  const url = source?.resultUrl ? source.resultUrl : undefined
  const isThere = id !== undefined && read.id === id && read.result !== undefined
  const isReadable = url !== undefined
  useEffect(() => {
    if (!id || !isReadable || isThere) return
    let gone = false
    setRead({ id, fetching: true })
    fetchWholeResult(url).then(
      (result) => {
        if (!gone) setRead({ id, result, fetching: false })
      },
      (error: unknown) => {
        if (!gone)
          setRead({ id, fetching: false, error: error instanceof Error ? error.message : String(error) })
      },
    )
    return () => {
      gone = true
    }
  }, [id, isReadable, isThere])
  return id !== undefined && read.id === id ? read : { fetching: false }
}

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
