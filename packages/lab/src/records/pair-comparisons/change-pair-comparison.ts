import { deleterOf } from '../nouns/delete-and-restore.ts'

/** Commands that delete a comparison until it is restored or purged, cancelling its job, and that restore it. */
export const { remove: deletePairComparison, restore: restorePairComparison } = deleterOf('pairComparison', {
  word: 'comparison',
  detail: ({ measure, firstId, secondId }) => ({ measure, firstId, secondId }),
})
