'use client'
import { useQueryStates } from 'nuqs'
import { SpreadChoice } from '../../ui/spread-choice.tsx'
import { compareParsers } from '../view.ts'

/** Choice of the spread over seeds that is drawn as a band. */
export function BandChoice({ of }: { readonly of: string }) {
  const [{ band }, setView] = useQueryStates(compareParsers, { history: 'push' })
  return (
    <SpreadChoice value={band} onChange={(next) => void setView({ band: next })}>
      Band<span className="hidden"> of the {of}</span>
    </SpreadChoice>
  )
}
