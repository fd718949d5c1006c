import { useRef, useState } from 'react'
import { useFocusBack } from '../ui/use-focus-back.ts'

interface ConfirmButtonProps {
  readonly label: string
  /** Name of what the action is done to, for screen readers. */
  readonly of: string
  /** Description of what will follow. */
  readonly question: string
  readonly disabled: boolean
  readonly onConfirm: () => void
}

/** A button for what cannot be undone: it tells what will follow and asks once more. */
export function ConfirmButton({ label, of, question, disabled, onConfirm }: ConfirmButtonProps) {
  const [asking, setAsking] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  useFocusBack(asking, () => opener.current)
  if (!asking)
    return (
      <button ref={opener} type="button" disabled={disabled} onClick={() => setAsking(true)}>
        {label}
        <span className="hidden"> {of}</span>
      </button>
    )
  return (
    <span className="actions" role="group" aria-label={`${label} ${of}?`}>
      <span role="status">{question}</span>
      <button
        type="button"
        className="settings-danger"
        disabled={disabled}
        onClick={() => {
          setAsking(false)
          onConfirm()
        }}
      >
        {label}
        <span className="hidden"> {of}</span>
      </button>
      {/* The first button is gone: the next key finds the harmless one. */}
      <button type="button" autoFocus onClick={() => setAsking(false)}>
        Keep<span className="hidden"> {of}</span>
      </button>
    </span>
  )
}
