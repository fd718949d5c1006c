import type { Judgement } from '@mitoscope/analysis'
import type { Selectable } from 'kysely'
import type { ClaimJudgementTable, ClaimTable } from '../../platform/database/tables.ts'

export type { ClaimRule } from '../../platform/database/tables.ts'

/**
 * Statement with its latest verdict: one of the paper, judged by the reports of a sweep, or one of the lab, judged by the
 * analyses of a model.
 */
export type Claim = Selectable<ClaimTable>

/** One judgement in the history of a claim; its numbers, which can be thousands, are found apart. */
export type ClaimJudgement = Omit<Selectable<ClaimJudgementTable>, 'ours'>

export type ClaimVerdict = Judgement['verdict']
