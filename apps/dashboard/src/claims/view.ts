import type { ClaimFilter, ClaimOrder, ClaimVerdict } from '@mitoscope/schema/documents'
import { parseAsString, parseAsStringLiteral } from 'nuqs'

export const verdicts = ['AGREES', 'DISAGREES', 'UNDECIDED'] as const satisfies readonly ClaimVerdict[]

/** Verdicts in words. */
export const verdictWords: Readonly<Record<ClaimVerdict, string>> = {
  AGREES: 'agrees',
  DISAGREES: 'does not agree',
  UNDECIDED: 'cannot tell',
}

const choices = ['paper', 'lab', 'turned'] as const

/** View of the claims page, kept in the address. */
export const claimParsers = {
  project: parseAsString,
  sweep: parseAsString,
  verdict: parseAsStringLiteral(verdicts),
  only: parseAsStringLiteral(choices),
}

interface View {
  readonly sweep: string | null
  readonly verdict: ClaimVerdict | null
  readonly only: (typeof choices)[number] | null
}

export function toClaimFilter({ sweep, verdict, only }: View): ClaimFilter {
  return {
    ...(sweep && { sweepId: { eq: sweep } }),
    ...(verdict && { verdict: { eq: verdict } }),
    ...(only === 'turned' && { turnedAt: { missing: false } }),
    ...((only === 'paper' || only === 'lab') && { ofPaper: only === 'paper' }),
  }
}

/** Order of the list: of turned claims the latest turn first, else the newest claim. */
export function toClaimOrder({ only }: Pick<View, 'only'>): ClaimOrder[] {
  return [{ field: only === 'turned' ? 'TURNED_AT' : 'CREATED_AT', direction: 'DESC' }]
}
