import { signUrl } from '@mitoscope/lab'
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { Checkpoint } from '../checkpoints/checkpoint.type.ts'
import type { Context } from '../context.ts'

const urlSeconds = 15 * 60

@Resolver(() => Checkpoint)
export class CheckpointDownloadResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Path on this server from which its file can be downloaded without signing in, for a quarter of an hour and as long as you may; null when none is kept.',
  })
  async downloadUrl(
    @Ctx() { lab, actor }: Context,
    @Root() { id, record }: Checkpoint,
  ): Promise<string | null> {
    return record.blobHash === null ? null : signUrl(lab, actor, `/files/checkpoints/${id}`, urlSeconds)
  }
}
