'use client'
import { PaletteViewerDocument, PaletteDocument, type PaletteQuery } from '@mitoscope/schema/documents'
import { usePathname, useRouter } from 'next/navigation'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { useQuery, type CombinedError } from 'urql'
import { describeFound, listFound } from './list-found.ts'
import { groupEntries, matchEntries, moveTo, orderByGroup, type Entry } from './entry.ts'
import { listActions } from './list-actions.ts'
import './palette.css'

/** Finds what the lab has and what can be done, by a few letters: arrows choose, Enter goes, Escape leaves. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const router = useRouter()
  const path = usePathname()
  const id = useId()
  const [words, setWords] = useState('')
  const [at, setAt] = useState(0)
  const [said, setSaid] = useState('')
  const [{ data }] = useQuery({ query: PaletteViewerDocument, requestPolicy: 'cache-first' })
  const { found, fetching, error } = useFound(words)
  useEffect(() => dialog.current?.showModal(), [])

  const here = { path, id: new URLSearchParams(window.location.search).get('id') }
  const actions = listActions({ ...here, isTeam: data?.viewer.mode === 'TEAM', say: setSaid })
  // What is shown until the answer is there must be what is asked for: Enter may come first.
  const things = fetching ? matchEntries(listFound(found), words) : listFound(found)
  const matching = matchEntries(actions, words)
  const isHere = ({ group }: Entry) => group === 'Here'
  // What is named comes first; while nothing is, what concerns this page, and then what is newest.
  const first = words.trim() === '' ? matching.filter(isHere) : []
  const entries = orderByGroup([...first, ...things, ...matching.filter((entry) => !first.includes(entry))])
  const active = Math.min(at, entries.length - 1)

  const choose = ({ href, plain, run, closes }: Entry) => {
    if (href || closes) dialog.current?.close()
    run?.()
    if (!href) return
    if (plain) window.location.assign(href)
    else router.push(href)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const next = moveTo(event.key, active, entries.length)
    if (next !== undefined) setAt(next)
    else if (event.key === 'Enter' && entries[active]) choose(entries[active])
    else return
    event.preventDefault()
  }
  const count = fetching ? 'Searching…' : describeFound(found, words, matching.length)
  return (
    <dialog ref={dialog} className="palette" aria-label="Find or do anything" onClose={onClose}>
      <input
        type="text"
        role="combobox"
        aria-label="Find or do anything"
        aria-expanded={entries.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={entries.length > 0 ? `${id}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder="A name, a place, something to do"
        autoFocus
        value={words}
        onChange={({ target }) => {
          setWords(target.value)
          setAt(0)
          setSaid('')
        }}
        onKeyDown={onKeyDown}
      />
      <PaletteList id={id} groups={groupEntries(entries)} active={active} onChoose={choose} />
      <p className="quiet" role="status">
        {said || (error ? 'The lab could not be searched. Places and actions are listed.' : count)}
        {entries.length === 0 && !fetching && ' Try fewer letters, or part of a name.'}
      </p>
    </dialog>
  )
}

/** Milliseconds without typing after which the server is asked. */
const typingPauseMs = 150

/**
 * Finds what the lab has by some words, a little after they are written; what was found before stays until
 * then.
 */
function useFound(words: string): {
  readonly found?: PaletteQuery
  readonly fetching: boolean
  readonly error?: CombinedError
} {
  const [asked, setAsked] = useState(words)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(words), typingPauseMs)
    return () => clearTimeout(timer)
  }, [words])
  const variables = { words: asked.trim(), first: asked.trim() === '' ? 3 : 6 }
  const [{ data, fetching, error }] = useQuery({ query: PaletteDocument, variables })
  return { found: data, fetching: fetching || asked !== words, error }
}

interface PaletteListProps {
  /** Before the ids of its entries. */
  readonly id: string
  readonly groups: ReturnType<typeof groupEntries>
  readonly active: number
  readonly onChoose: (entry: Entry) => void
}

/** List of the entries found, by kind; the focus stays in the field above. */
function PaletteList({ id, groups, active, onChoose }: PaletteListProps) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [active, groups])
  return (
    <div
      ref={list}
      id={`${id}-list`}
      role="listbox"
      aria-label="Found"
      className="palette-list"
      tabIndex={-1}
    >
      {groups.map(({ group, entries }) => (
        <div key={group} role="group" aria-label={group}>
          <div className="palette-group" aria-hidden="true">
            {group}
          </div>
          {entries.map(({ entry, at }) => (
            <div
              key={entry.key}
              id={`${id}-${at}`}
              role="option"
              aria-selected={at === active}
              className="palette-entry"
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onChoose(entry)}
            >
              {entry.label}
              {entry.detail && <span className="quiet"> {entry.detail}</span>}
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}
