import type { Judgement } from '@mitoscope/analysis'
import type { Selectable } from 'kysely'
import type { ClaimJudgementTable, ClaimTable } from '../../platform/database/tables.ts'

export type { ClaimRule } from '../../platform/database/tables.ts'

/**
 * Statement with its latest verdict: one of the paper, judged by the reports of a sweep, or one of the lab, judged by the
 * analyses of a model.
 */
export type Claim = Selectable<ClaimTable>

/** One judgement in the history of a claim. */
export type ClaimJudgement = Selectable<ClaimJudgementTable>

export type ClaimVerdict = Judgement['verdict']
