'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'

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

interface Keys {
  readonly where: string
  readonly keys: readonly (readonly [key: string, what: string])[]
}

/** Every key that does something, by where it does. */
const allKeys: readonly Keys[] = [
  {
    where: 'Everywhere',
    keys: [
      ['Ctrl K', 'find or do anything (⌘ K on a Mac)'],
      ['?', 'this list'],
      ['/', 'search this page, or the runs'],
      ['g h', 'home'],
      ['g r', 'runs'],
      ['g c', 'compare'],
      ['g l', 'claims'],
      ['g j', 'jobs'],
      ['g s', 'start something'],
      ['g t', 'settings'],
      ['Esc', 'close the open dialog, discard the text'],
    ],
  },
  {
    where: 'Where a text is edited in place',
    keys: [
      ['Enter', 'save it'],
      ['Esc', 'cancel'],
    ],
  },
  {
    where: 'On a matrix of pairs of neurons',
    keys: [
      ['↑ ↓ ← →', 'select the next pair'],
      ['+ −', 'zoom in or out'],
      ['0', 'show the whole matrix'],
    ],
  },
  {
    where: 'On the heading of a column of runs',
    keys: [
      ['← →', 'on its edge: make it narrower or wider'],
      ['Enter', 'on its edge: restore its default width'],
    ],
  },
]

/** Page for each key that is pressed after "g". */
const placeKeys: Readonly<Record<string, string>> = {
  h: '/',
  r: '/runs',
  c: '/compare',
  l: '/claims',
  j: '/jobs',
  s: '/start',
  t: '/settings',
}
