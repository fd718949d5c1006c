import { useQueryStates, type Values } from 'nuqs'
import { startParsers } from './view.ts'

export type View = Values<typeof startParsers>

/** What the forms hold, and how to change it: writing in a field is no step to go back to. */
export function useView() {
  const [view, setView] = useQueryStates(startParsers, { history: 'replace' })
  return [view, (change: Partial<View>) => void setView(change)] as const
}
