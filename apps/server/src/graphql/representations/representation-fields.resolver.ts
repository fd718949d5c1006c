import { countBytes, listRepresentations, signUrl } from '@mitoscope/lab'
import { Ctx, FieldResolver, Float, Resolver, Root } from 'type-graphql'
import type { Context } from '../context.ts'
import { loadOne } from '../loaders.ts'
import { loadRun } from '../runs/load-run.ts'
import { TrainingRun } from '../runs/run.type.ts'
import { Representation } from './representation.type.ts'

const urlSeconds = 15 * 60

@Resolver(() => Representation)
export class RepresentationFieldsResolver {
  @FieldResolver(() => TrainingRun, { nullable: true, description: 'The run it was taken of.' })
  run(@Ctx() context: Context, @Root() { record }: Representation) {
    return loadRun(context, record.runId)
  }

  @FieldResolver(() => Float, { description: 'Length of the file in bytes.' })
  async bytes(@Ctx() context: Context, @Root() { record }: Representation): Promise<number> {
    return (await loadOne(context, readBytes, record.blobHash)) ?? 0
  }

  @FieldResolver(() => String, {
    description:
      'Path on this server from which the file can be downloaded without signing in, for a quarter of an hour and as long as you may. Range requests are answered.',
  })
  downloadUrl(@Ctx() { lab, actor }: Context, @Root() { id }: Representation): Promise<string> {
    return signUrl(lab, actor, `/files/representations/${id}`, urlSeconds)
  }
}

@Resolver(() => TrainingRun)
export class RunRepresentationsResolver {
  @FieldResolver(() => [Representation], {
    description: 'What is stored of its last hidden layer, by epoch.',
  })
  async representations(@Ctx() context: Context, @Root() { record }: TrainingRun): Promise<Representation[]> {
    const records = (await loadOne(context, readLists, record.id)) ?? []
    return records.map((found) => new Representation(found))
  }
}

function readBytes({ lab }: Context, hashes: readonly string[]) {
  return countBytes(lab, hashes)
}

function readLists({ lab, actor }: Context, runIds: readonly string[]) {
  return listRepresentations(lab, actor, runIds)
}
