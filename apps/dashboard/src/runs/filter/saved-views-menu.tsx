'use client'
import { usePathname, useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { loadViews, renamed, withView, saveViews, type SavedView } from './saved-views.ts'

/** Views of the table under names of their own, kept by this browser. To share one, share its address. */
export function SavedViewsMenu() {
  const [views, setViews] = useState<readonly SavedView[]>([])
  const [name, setName] = useState('')
  const [status, setStatus] = useState('')
  const router = useRouter()
  const path = usePathname()
  useEffect(() => setViews(loadViews(localStorage)), [])
  const save = (next: readonly SavedView[], done: string) => {
    setViews(next)
    setStatus(
      saveViews(localStorage, next)
        ? done
        : 'This browser does not allow storage: the view is lost when you close the page.',
    )
  }
  return (
    <details>
      <summary>Saved views{views.length > 0 && ` (${views.length})`}</summary>
      {views.length === 0 && (
        <p className="quiet">
          No saved views yet. Choose filters, order and columns, then save the view under a name.
        </p>
      )}
      <ul className="plain-list">
        {views.map((view) => (
          <li key={view.name} className="actions">
            <button type="button" onClick={() => router.push(`${path}?${view.search}`)}>
              {view.name}
            </button>
            <RenameView
              name={view.name}
              onRename={(to) => save(renamed(views, view.name, to), `Renamed to “${to.trim()}”.`)}
            />
            <button
              type="button"
              onClick={() =>
                save(
                  views.filter((each) => each !== view),
                  `“${view.name}” was deleted.`,
                )
              }
            >
              Delete<span className="hidden"> the view {view.name}</span>
            </button>
          </li>
        ))}
      </ul>
      <form
        className="actions"
        onSubmit={(event) => {
          event.preventDefault()
          const given = name.trim()
          if (given === '') return
          const known = views.some((view) => view.name === given)
          save(
            withView(views, { name: given, search: window.location.search.slice(1) }),
            known ? `“${given}” is what you see now.` : `Kept as “${given}”.`,
          )
          setName('')
        }}
      >
        <input
          aria-label="Name of the view"
          placeholder="Wide nets, last week"
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <button disabled={name.trim() === ''}>Save this view</button>
        <span role="status" className="quiet">
          {status}
        </span>
      </form>
    </details>
  )
}

function RenameView({ name, onRename }: { readonly name: string; readonly onRename: (to: string) => void }) {
  const [text, setText] = useState<string>()
  if (text === undefined)
    return (
      <button type="button" onClick={() => setText(name)}>
        Rename<span className="hidden"> the view {name}</span>
      </button>
    )
  return (
    <form
      className="actions"
      onSubmit={(event) => {
        event.preventDefault()
        setText(undefined)
        if (text.trim() !== '' && text.trim() !== name) onRename(text)
      }}
    >
      <input
        autoFocus
        aria-label={`New name of the view ${name}`}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={({ key }) => {
          if (key === 'Escape') setText(undefined)
        }}
      />
      <button>Rename</button>
    </form>
  )
}
