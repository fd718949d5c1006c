import { PaletteDocument, type PaletteQuery } from '@mitoscope/schema/documents'
import { useEffect, useState } from 'react'
import { useQuery, type CombinedError } from 'urql'

const pause = 150

/**
 * Finds what the lab has by some words, a little after they are written; what was found before stays until
 * then.
 */
export function useFound(words: string): {
  readonly found?: PaletteQuery
  readonly fetching: boolean
  readonly error?: CombinedError
} {
  const [asked, setAsked] = useState(words)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(words), pause)
    return () => clearTimeout(timer)
  }, [words])
  const variables = { words: asked.trim(), first: asked.trim() === '' ? 3 : 6 }
  const [{ data, fetching, error }] = useQuery({ query: PaletteDocument, variables })
  return { found: data, fetching: fetching || asked !== words, error }
}
