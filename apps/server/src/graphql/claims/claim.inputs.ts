import { GraphQLJSONObject } from 'graphql-scalars'
import { Field, Float, ID, InputType, Int } from 'type-graphql'
import { createIdInput } from '../mutation-types.ts'
import { ClaimComparison } from './claim.type.ts'

@InputType({ description: 'Claim of the lab about a model, with the rule that judges it.' })
export class CreateClaimInput {
  @Field(() => ID, { description: 'Global ID of the model whose analyses judge the claim.' })
  readonly modelId!: string
  @Field(() => String, { description: 'Statement in your own words; at most 2,000 characters.' })
  readonly statement!: string
  @Field(() => String, { description: 'Name of the measure, for example "critical-width".' })
  readonly measure!: string
  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description:
      'Options of the measure by name; omitted options have their defaults. Only analyses with these options count.',
  })
  readonly options?: Record<string, unknown> | null
  @Field(() => String, {
    description: 'Name of a number in the result of the measure, for example "groups".',
  })
  readonly scalar!: string
  @Field(() => ClaimComparison, { description: 'Side of the threshold on which the mean over seeds lies.' })
  readonly comparison!: (typeof ClaimComparison)[keyof typeof ClaimComparison]
  @Field(() => Float, { description: 'Threshold, in the unit of the number.' })
  readonly threshold!: number
  @Field(() => Int, { nullable: true, description: 'Smallest width; no limit if omitted.' })
  readonly minWidth?: number | null
  @Field(() => Int, { nullable: true, description: 'Largest width; no limit if omitted.' })
  readonly maxWidth?: number | null
  @Field(() => Float, { nullable: true, description: 'Weight decay of the runs; any if omitted.' })
  readonly weightDecay?: number | null
}

@InputType({ description: 'Claim of the lab to reword. Its rule cannot change: create another claim.' })
export class UpdateClaimInput {
  @Field(() => ID, { description: 'Global ID of the claim.' })
  readonly id!: string
  @Field(() => String, { description: 'New statement; at most 2,000 characters.' })
  readonly statement!: string
}

export const DeleteClaimInput = createIdInput('DeleteClaim', 'claim')

export const RestoreClaimInput = createIdInput('RestoreClaim', 'claim')
