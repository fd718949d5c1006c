'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { allKeys, placeKeys } from './keys.ts'

/** Shows the list, wherever it is asked for. */
export const helpEvent = 'mitoscope-help'

/** The keys that work everywhere, and the list of all. */
export function KeyboardHelp() {
  const dialog = useRef<HTMLDialogElement>(null)
  const router = useRouter()
  useEffect(() => {
    let after = ''
    const show = () => dialog.current?.showModal()
    const onKey = (event: KeyboardEvent) => {
      const { key, target } = event
      if (event.ctrlKey || event.metaKey || event.altKey) return
      // What is open keeps its keys to itself.
      if (isTyping(target) || document.querySelector('dialog[open]')) return
      if (after === 'g' && placeKeys[key]) router.push(placeKeys[key])
      else if (key === '?') show()
      else if (key === '/') {
        event.preventDefault()
        const search = document.querySelector<HTMLInputElement>('input[type=search]')
        if (search) search.focus()
        else router.push('/runs')
      }
      after = after === 'g' ? '' : key
    }
    document.addEventListener('keydown', onKey)
    document.addEventListener(helpEvent, show)
    return () => {
      document.removeEventListener('keydown', onKey)
      document.removeEventListener(helpEvent, show)
    }
  }, [router])
  return (
    <>
      <button
        type="button"
        className="plain"
        aria-label="Keyboard help"
        onClick={() => dialog.current?.showModal()}
      >
        ?
      </button>
      <dialog ref={dialog} aria-labelledby="keys">
        <h2 id="keys">Keys</h2>
        {allKeys.map(({ where, keys }) => (
          <section key={where}>
            <h3>{where}</h3>
            <dl className="keys">
              {keys.map(([key, what]) => (
                <div key={key}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <form method="dialog">
          <button>Close</button>
        </form>
      </dialog>
    </>
  )
}

/** Returns true if keys pressed on an element are text rather than shortcuts. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, select, textarea, [contenteditable]') !== null
  )
}
