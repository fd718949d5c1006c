import type {
  ClaimFilter as ClaimFilterRecord,
  ClaimOrderField,
  FieldOrder,
  ListClaims,
} from '@mitoscope/lab'
import { ArgsType, Field, InputType } from 'type-graphql'
import { createConnection, PageArgs } from '../connection.ts'
import { Deleted, IdFilter, TextFilter, TimeFilter } from '../filters.inputs.ts'
import { toIds } from '../id-filter.ts'
import { createOrder } from '../order.input.ts'
import { ClaimVerdict } from '../reports/finding.type.ts'
import { Claim } from './claim.type.ts'

type Verdict = (typeof ClaimVerdict)[keyof typeof ClaimVerdict]

export const ClaimConnection = createConnection('Claim', () => Claim)

@InputType({ description: 'Conditions on the verdict of a claim; all given conditions must hold.' })
class ClaimVerdictFilter {
  @Field(() => ClaimVerdict, { nullable: true, description: 'Matches this verdict.' })
  readonly eq?: Verdict | null
  @Field(() => ClaimVerdict, { nullable: true, description: 'Matches any other verdict.' })
  readonly ne?: Verdict | null
  @Field(() => [ClaimVerdict], { nullable: true, description: 'Matches one of these verdicts.' })
  readonly in?: Verdict[] | null
  @Field(() => [ClaimVerdict], { nullable: true, description: 'Matches none of these verdicts.' })
  readonly notIn?: Verdict[] | null
}

@InputType({
  description:
    'Filter of claims; all given conditions must hold. An empty filter matches all claims. At most 200 conditions are accepted.',
})
class ClaimFilter {
  @Field(() => [ClaimFilter], { nullable: true, description: 'Filters that must all match.' })
  readonly AND?: ClaimFilter[] | null
  @Field(() => [ClaimFilter], {
    nullable: true,
    description: 'Filters of which at least one must match; an empty list matches nothing.',
  })
  readonly OR?: ClaimFilter[] | null
  @Field(() => [ClaimFilter], { nullable: true, description: 'Filters of which none may match.' })
  readonly NOT?: ClaimFilter[] | null
  @Field(() => TextFilter, { nullable: true, description: 'Conditions on the statement.' })
  readonly statement?: TextFilter | null
  @Field(() => TextFilter, {
    nullable: true,
    description: 'Conditions on the name of a claim of the paper; missing for claims of the lab.',
  })
  readonly name?: TextFilter | null
  @Field(() => ClaimVerdictFilter, { nullable: true, description: 'Conditions on the latest verdict.' })
  readonly verdict?: ClaimVerdictFilter | null
  @Field(() => Boolean, {
    nullable: true,
    description: 'true matches claims of the paper, false those of the lab.',
  })
  readonly ofPaper?: boolean | null
  @Field(() => IdFilter, {
    nullable: true,
    description: 'Conditions on the ID of the sweep that judges; missing for claims of the lab.',
  })
  readonly sweepId?: IdFilter | null
  @Field(() => IdFilter, {
    nullable: true,
    description: 'Conditions on the ID of the model that the claim is about, directly or through its sweep.',
  })
  readonly modelId?: IdFilter | null
  @Field(() => TimeFilter, {
    nullable: true,
    description: 'Conditions on the time of the latest turn; missing for claims that never turned.',
  })
  readonly turnedAt?: TimeFilter | null
  @Field(() => TimeFilter, { nullable: true, description: 'Conditions on the time of creation.' })
  readonly createdAt?: TimeFilter | null
}

const ClaimOrder = createOrder<ClaimOrderField>('Claim', 'claims', {
  createdAt: 'Time of creation.',
  turnedAt: 'Time at which the verdict turned last; claims that never turned come last.',
  judgedAt: 'Time at which the judgement changed last.',
  statement: 'Statement, ignoring case.',
  verdict: 'Verdict, in alphabetical order.',
})

@ArgsType()
export class ClaimListArgs extends PageArgs {
  @Field(() => ClaimFilter, { nullable: true, description: 'Filter of the claims; all claims if omitted.' })
  readonly filter?: ClaimFilter | null
  @Field(() => [ClaimOrder], {
    nullable: true,
    description: 'Order of the claims; newest first if omitted.',
  })
  readonly orderBy?: FieldOrder<ClaimOrderField>[] | null
  @Field(() => Deleted, {
    defaultValue: 'exclude',
    description: 'Selects whether soft-deleted claims are excluded, included or listed alone.',
  })
  readonly deleted!: (typeof Deleted)[keyof typeof Deleted]
}

/** Converts the arguments to the lab's request, with record ids in place of global ids. */
export function toListClaims({ filter, ...args }: ClaimListArgs): ListClaims {
  return { ...args, filter: filter && toFilter(filter) }
}

function toFilter({ AND, OR, NOT, sweepId, modelId, ...filter }: ClaimFilter): ClaimFilterRecord {
  return {
    ...filter,
    AND: AND?.map(toFilter),
    OR: OR?.map(toFilter),
    NOT: NOT?.map(toFilter),
    sweep: sweepId && toIds('Sweep', sweepId),
    model: modelId && toIds('Model', modelId),
  }
}
