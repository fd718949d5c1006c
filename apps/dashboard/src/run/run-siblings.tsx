'use client'
import { countOf } from '../format/count-of.ts'
import { RunSiblingsDocument } from '@mitoscope/schema/documents'
import { Link } from '../ui/link.tsx'
import { useQuery } from 'urql'
import { compareAddress, mostRuns } from '../compare/view.ts'
import type { Run } from './run.ts'
import { sameButSeed } from './same-but-seed.ts'

/** The way to the runs that differ from this one by nothing but their seed. */
export function RunSiblings({ run }: { readonly run: Run }) {
  const { id, width, weightDecay, sweep, model } = run
  const place = sweep ? { sweepId: { eq: sweep.id } } : model ? { modelId: { eq: model.id } } : undefined
  const [{ data }] = useQuery({
    query: RunSiblingsDocument,
    variables: {
      filter: {
        ...place,
        width: { eq: width },
        weightDecay: weightDecay === null ? { missing: true } : { eq: weightDecay },
      },
    },
    pause: !place,
  })
  const ids = data ? sameButSeed(run, data.runs.nodes) : []
  if (ids.length < 2) return <Link href={compareAddress([id])}>Compare with other runs</Link>
  const others = Math.min(ids.length, mostRuns) - 1
  const shown = [id, ...ids.filter((each) => each !== id)].slice(0, mostRuns)
  return (
    <Link href={compareAddress(shown)}>
      Compare with the {others === 1 ? 'run' : countOf(others, 'run')} of other seeds
    </Link>
  )
}
