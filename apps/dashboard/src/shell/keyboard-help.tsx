'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'

const keys = [
  ['?', 'this list'],
  ['/', 'search the runs'],
  ['g h', 'home'],
  ['g r', 'runs'],
  ['g j', 'jobs'],
  ['g s', 'start something'],
] as const
const places: Readonly<Record<string, string>> = { h: '/', r: '/runs', j: '/jobs', s: '/start' }

/** The keys that work everywhere, and the list of them. */
export function KeyboardHelp() {
  const dialog = useRef<HTMLDialogElement>(null)
  const router = useRouter()
  useEffect(() => {
    let after = ''
    const onKey = (event: KeyboardEvent) => {
      const { key, target } = event
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (target instanceof HTMLElement && target.closest('input, select, textarea, [contenteditable]'))
        return
      if (after === 'g' && places[key]) router.push(places[key])
      else if (key === '?') dialog.current?.showModal()
      else if (key === '/') {
        event.preventDefault()
        const search = document.querySelector<HTMLInputElement>('input[type=search]')
        if (search) search.focus()
        else router.push('/runs')
      }
      after = after === 'g' ? '' : key
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
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
        <form method="dialog">
          <button>Close</button>
        </form>
      </dialog>
    </>
  )
}
