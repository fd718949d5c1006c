import { useQueryStates, type Values } from 'nuqs'
import { startParsers } from './view.ts'

export type View = Values<typeof startParsers>

/** Returns the values of the forms and a function that changes them without a history entry. */
export function useView() {
  const [view, setView] = useQueryStates(startParsers, { history: 'replace' })
  return [view, (change: Partial<View>) => void setView(change)] as const
}
