/** A view of the table of runs that somebody wants back. */
export interface SavedView {
  readonly name: string
  /** Part of the view's address behind the "?". */
  readonly search: string
}

const key = 'mitoscope-run-views'

/** The views that this browser keeps; what is no view is left out. */
export function loadViews(storage: Pick<Storage, 'getItem'>): SavedView[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(key) ?? '[]')
    if (!Array.isArray(kept)) return []
    return kept.filter((view) => typeof view?.name === 'string' && typeof view?.search === 'string')
  } catch {
    return []
  }
}

/** Saves views; returns false if that fails: a browser may forbid it, or be full. */
export function saveViews(storage: Pick<Storage, 'setItem'>, views: readonly SavedView[]): boolean {
  try {
    storage.setItem(key, JSON.stringify(views))
    return true
  } catch {
    return false
  }
}

/** Returns the views with this one, in place of another of its name, sorted by name. */
export function withView(views: readonly SavedView[], view: SavedView): SavedView[] {
  const others = views.filter(({ name }) => name !== view.name)
  return [...others, view].sort((a, b) => a.name.localeCompare(b.name))
}

/** The view under another name; one that had this name gives way. */
export function renamed(views: readonly SavedView[], from: string, to: string): SavedView[] {
  const view = views.find(({ name }) => name === from)
  const name = to.trim()
  if (!view || name === '' || name === from) return [...views]
  return withView(
    views.filter((each) => each !== view),
    { ...view, name },
  )
}
