import { nouns, purge, type Noun } from '@mitoscope/lab'
import {
  Arg,
  Ctx,
  Field,
  Float,
  InputType,
  Int,
  Mutation,
  ObjectType,
  registerEnumType,
  Resolver,
} from 'type-graphql'
import { recordKindOf } from '../global-id.ts'
import { SafeInt } from '../safe-int.ts'
import type { Context } from '../context.ts'

@InputType({ description: 'Age limits of a purge.' })
class PurgeInput {
  @Field(() => Float, {
    nullable: true,
    description: 'Days for which soft-deleted records are kept, at least 0; default 30.',
  })
  readonly olderThanDays?: number | null
  @Field(() => Float, {
    nullable: true,
    description:
      'Hours for which unreferenced files are kept, because a running computation may still need them; at least 0, default 168.',
  })
  readonly graceHours?: number | null
  @Field(() => Boolean, {
    nullable: true,
    description: 'True only reports the records and files that would be removed; default false.',
  })
  readonly dryRun?: boolean | null
}

const purged = nouns.filter(({ bin }) => bin)
const RecordKind = Object.fromEntries(purged.map(({ table }) => [recordKindOf(table), table]))
registerEnumType(RecordKind, {
  name: 'RecordKind',
  description: 'Kind of a record.',
  valuesConfig: Object.fromEntries(
    purged.map(({ table, description }) => [recordKindOf(table), { description: `${description}.` }]),
  ),
})

@ObjectType({ description: 'Number of removed records of one kind.' })
class PurgedRecords {
  @Field(() => RecordKind, { description: 'Kind of the records.' })
  readonly kind!: Noun['table']
  @Field(() => Int, { description: 'Number of records, not counting those removed together with a parent.' })
  readonly count!: number
}

@ObjectType({ description: 'Result of purge.' })
class PurgePayload {
  @Field(() => Boolean, { description: 'True if nothing was removed and the counts tell what would be.' })
  readonly dryRun!: boolean
  @Field(() => [PurgedRecords], { description: 'Removed records by kind.' })
  readonly records!: readonly PurgedRecords[]
  @Field(() => Int, { description: 'Number of removed files that no record referred to.' })
  readonly blobs!: number
  @Field(() => SafeInt, { description: 'Total size of the removed files in bytes.' })
  readonly bytes!: number
  @Field(() => Int, {
    description: 'Number of removed incomplete uploads and parts of files; 0 in a dry run.',
  })
  readonly leftovers!: number
}

@Resolver()
export class PurgeResolver {
  @Mutation(() => PurgePayload, {
    description:
      'Permanently removes soft-deleted records past their retention, and files that no record refers to. Requires a site administrator.',
  })
  purge(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => PurgeInput, { description: 'Age limits of the purge.' }) input: PurgeInput,
  ): Promise<PurgePayload> {
    return purge(lab, actor, input)
  }
}
