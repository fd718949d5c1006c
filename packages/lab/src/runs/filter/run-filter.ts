/** What a number must be; several conditions hold together. A missing value equals nothing. */
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
  /** Whether capitals or not. */
  readonly contains?: string | null
  readonly missing?: boolean | null
}

/** A moment, or its ISO text. */
export interface TimeFilter {
  readonly lt?: Date | string | null
  readonly lte?: Date | string | null
  readonly gt?: Date | string | null
  readonly gte?: Date | string | null
  readonly missing?: boolean | null
}

/** Of ids: those that cannot be read are ids that nothing has. */
export interface IdFilter {
  readonly eq?: string | null
  readonly ne?: string | null
  readonly in?: readonly string[] | null
  readonly notIn?: readonly string[] | null
  readonly missing?: boolean | null
}

export interface TagsFilter {
  readonly has?: string | null
  readonly hasAny?: readonly string[] | null
  readonly hasAll?: readonly string[] | null
  /** Whether there are none. */
  readonly missing?: boolean | null
}

/** A value of the configuration; of another type than asked for is as missing, but for `missing` itself. */
export interface ConfigFilter {
  /** Names joined by dots, as "optimizer.lr". */
  readonly path: string
  readonly number?: NumberFilter | null
  readonly text?: TextFilter | null
  readonly boolean?: boolean | null
  readonly missing?: boolean | null
}

export interface MetricFilter {
  readonly name: string
  readonly last?: NumberFilter | null
  readonly min?: NumberFilter | null
  readonly max?: NumberFilter | null
  readonly missing?: boolean | null
}

/** Which runs: everything that is given must hold. */
export interface RunFilter {
  readonly AND?: readonly RunFilter[] | null
  readonly OR?: readonly RunFilter[] | null
  /** None of these may hold. */
  readonly NOT?: readonly RunFilter[] | null
  readonly name?: TextFilter | null
  readonly state?: TextFilter | null
  readonly dataset?: TextFilter | null
  readonly notes?: TextFilter | null
  readonly width?: NumberFilter | null
  readonly seed?: NumberFilter | null
  readonly weightDecay?: NumberFilter | null
  readonly interpolationEpoch?: NumberFilter | null
  readonly createdAt?: TimeFilter | null
  readonly updatedAt?: TimeFilter | null
  readonly model?: IdFilter | null
  readonly sweep?: IdFilter | null
  readonly tags?: TagsFilter | null
  readonly config?: readonly ConfigFilter[] | null
  readonly metrics?: readonly MetricFilter[] | null
}
