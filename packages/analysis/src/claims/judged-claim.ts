import type { Scalar } from '../results/shapes.ts'

export type Verdict = 'agrees' | 'does not agree' | 'cannot tell'

/** What a report says of a claim. */
export interface Judgement {
  /** The numbers that it was judged by, the chief one first; none where the report lacks them. */
  readonly ours: readonly Scalar[]
  readonly verdict: Verdict
  /** Why, in plain words, with the rule that was applied. */
  readonly reason: string
}

/** A claim of the paper with what a report says of it. */
export interface JudgedClaim extends Judgement {
  readonly id: string
  readonly statement: string
  /** The paper's number, and of what network it is. */
  readonly paper: string
}
