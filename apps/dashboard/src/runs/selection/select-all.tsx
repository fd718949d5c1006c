import { Problem } from '../../ui/query-boundary.tsx'
import { formatNumber } from '../../format/format.ts'
import type { AllMatching } from './use-all-matching.ts'

/** A button that chooses all the runs that match, while some of them are not chosen. */
export function SelectAll({ count, isChosen, status, error, choose }: AllMatching) {
  if (isChosen) return null
  return (
    <>
      <button type="button" disabled={status !== ''} onClick={choose}>
        {status === '' ? `Select all ${formatNumber(count)} that match` : status}
      </button>
      {error && <Problem error={error} retry={choose} />}
    </>
  )
}
