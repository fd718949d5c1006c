import { countBytes, listRepresentations, listSites, signUrl } from '@mitoscope/lab'
import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { SafeInt } from '../safe-int.ts'
import type { Context } from '../context.ts'
import { loadOne, requireLoaded } from '../loaders.ts'
import { loadRun } from '../runs/run.type.ts'
import { TrainingRun } from '../runs/run.type.ts'
import { Representation } from './representation.type.ts'
import { Site } from './site.type.ts'

const urlSeconds = 15 * 60

@Resolver(() => Representation)
export class RepresentationFieldsResolver {
  @FieldResolver(() => TrainingRun, { description: 'Training run that the representation was taken from.' })
  run(@Ctx() context: Context, @Root() { record }: Representation) {
    return requireLoaded(loadRun(context, record.runId))
  }

  @FieldResolver(() => SafeInt, { description: 'Size of the file in bytes.' })
  async bytes(@Ctx() context: Context, @Root() { record }: Representation): Promise<number> {
    return (await loadOne(context, fetchBytes, record.blobHash)) ?? 0
  }

  @FieldResolver(() => String, {
    description:
      'Signed path on this server of the file, valid for 15 minutes without signing in, as long as the viewer may read it. Range requests are supported.',
  })
  downloadUrl(@Ctx() { lab, actor }: Context, @Root() { id }: Representation): Promise<string> {
    return signUrl(lab, actor, `/files/representations/${id}`, urlSeconds)
  }
}

@Resolver(() => TrainingRun)
export class RunRepresentationsResolver {
  @FieldResolver(() => [Representation], {
    description:
      'Representations of the run, ordered by epoch, then by position of the layer and by time of creation.',
  })
  async representations(
    @Ctx() context: Context,
    @Root() { record }: TrainingRun,
    @Arg('site', () => String, {
      nullable: true,
      description: 'Site to list, for example "layer4"; all sites if omitted.',
    })
    site?: string | null,
  ): Promise<Representation[]> {
    const records = (await loadOne(context, fetchLists, record.id)) ?? []
    return records
      .filter((found) => typeof site !== 'string' || found.site === site)
      .map((found) => new Representation(found))
  }

  @FieldResolver(() => [Site], {
    description:
      'Sites of which the run has representations, in the order of the network; those without a position come last.',
  })
  async sites(@Ctx() context: Context, @Root() { record }: TrainingRun): Promise<Site[]> {
    return listSites((await loadOne(context, fetchLists, record.id)) ?? [])
  }
}

function fetchBytes({ lab }: Context, hashes: readonly string[]) {
  return countBytes(lab, hashes)
}

function fetchLists({ lab, actor }: Context, runIds: readonly string[]) {
  return listRepresentations(lab, actor, runIds)
}
