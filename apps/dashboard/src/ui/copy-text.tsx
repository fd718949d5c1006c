'use client'
import { useState, useEffect } from 'react'
import { PaletteViewerDocument } from '@mitoscope/schema/documents'
import { useQuery } from 'urql'
import './copy-text.css'
import { writeLoginCommand } from '../format/commands.ts'
import { Link } from './link.tsx'

interface CopyTextProps {
  /** Name of the text, as "the query". */
  readonly what: string
  readonly text: string
}

/** A piece of text to take along, with a button that copies it and says whether it did. */
export function CopyText({ what, text }: CopyTextProps) {
  const [said, setSaid] = useState('')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setSaid('Copied.')
    } catch {
      setSaid('The browser does not allow copying here. Select the text and copy it.')
    }
  }
  return (
    <div className="copy-text">
      <pre tabIndex={0} role="region" aria-label={what}>
        {text}
      </pre>
      <p className="actions">
        <button type="button" onClick={() => void copy()}>
          Copy {what}
        </button>
        <span className="quiet" role="status">
          {said}
        </span>
      </p>
    </div>
  )
}

/**
 * Returns the steps that the command line needs once before commands reach a lab that has accounts; nothing where it
 * has none.
 */
export function SignInNote() {
  const origin = useOrigin()
  const [{ data }] = useQuery({ query: PaletteViewerDocument, requestPolicy: 'cache-first' })
  if (data?.viewer.mode !== 'TEAM') return null
  return (
    <>
      <p className="quiet">
        This lab has accounts. Create a token in the <Link href="/settings#tokens">settings</Link> and enter
        it once at the command line:
      </p>
      <CopyText what="login command" text={writeLoginCommand(origin)} />
    </>
  )
}

/** Address of the server; empty until the page is in a browser: pages are made before anyone opens them. */
export function useOrigin(): string {
  const [origin, setOrigin] = useState('')
  useEffect(() => setOrigin(window.location.origin), [])
  return origin
}
