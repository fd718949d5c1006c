'use client'
import { useState } from 'react'
import { useTitle } from '../ui/use-title.ts'
import { BinPart } from './bin-part.tsx'

/** Page of everything that was deleted and is not purged yet, with a way to restore it. */
export function BinPage() {
  useTitle('Bin')
  // Cursors after which the parts begin that the reader has asked for.
  const [shown, setShown] = useState<{
    readonly reading: number
    readonly afters: readonly (string | null)[]
  }>({
    reading: 0,
    afters: [null],
  })
  return (
    <>
      <h1>Bin</h1>
      <p className="lead">
        Deleted items, newest first. There is no automatic purge: an administrator purges in the{' '}
        <a href="/settings#storage">settings</a>. By default a purge keeps items that were deleted less than
        30 days ago.
      </p>
      {shown.afters.map((after, at) => (
        <BinPart
          key={`${shown.reading} ${after}`}
          after={after}
          onMore={
            at === shown.afters.length - 1
              ? (next) => setShown(({ reading, afters }) => ({ reading, afters: [...afters, next] }))
              : undefined
          }
          // What is restored shifts the parts behind it.
          onRestored={() => setShown(({ reading }) => ({ reading: reading + 1, afters: [null] }))}
        />
      ))}
    </>
  )
}
