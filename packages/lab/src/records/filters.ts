import type { WorkState } from '../database/tables.ts'

/** Conditions on a number, all of which must hold. A missing value equals nothing. */
export interface NumberFilter {
  readonly eq?: number | null
  readonly ne?: number | null
  readonly in?: readonly number[] | null
  readonly notIn?: readonly number[] | null
  readonly lt?: number | null
  readonly lte?: number | null
  readonly gt?: number | null
  readonly gte?: number | null
  readonly missing?: boolean | null
}

export interface TextFilter {
  readonly eq?: string | null
  readonly ne?: string | null
  readonly in?: readonly string[] | null
  readonly notIn?: readonly string[] | null
  /** Text that the value contains, case-insensitive. */
  readonly contains?: string | null
  /** Beginning of the value, case-insensitive. */
  readonly startsWith?: string | null
  readonly missing?: boolean | null
}

/** Time, or its ISO text. */
export interface TimeFilter {
  readonly lt?: Date | string | null
  readonly lte?: Date | string | null
  readonly gt?: Date | string | null
  readonly gte?: Date | string | null
  readonly missing?: boolean | null
}

/** Condition on ids. Unreadable ids count as ids of nothing. */
export interface IdFilter {
  readonly eq?: string | null
  readonly ne?: string | null
  readonly in?: readonly string[] | null
  readonly notIn?: readonly string[] | null
  readonly missing?: boolean | null
}

/** Condition on the state of a computation. */
export interface WorkStateFilter {
  readonly eq?: WorkState | null
  readonly ne?: WorkState | null
  readonly in?: readonly WorkState[] | null
  readonly notIn?: readonly WorkState[] | null
}
