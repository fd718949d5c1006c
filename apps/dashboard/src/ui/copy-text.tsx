'use client'
import { useState } from 'react'
import './copy-text.css'

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
