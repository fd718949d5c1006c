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
      'Signed path on this server of the checkpoint file, valid for 15 minutes without signing in, as long as the viewer may read it. Null if the parameters are not stored.',
  })
  async downloadUrl(
    @Ctx() { lab, actor }: Context,
    @Root() { id, record }: Checkpoint,
  ): Promise<string | null> {
    return record.blobHash === null ? null : signUrl(lab, actor, `/files/checkpoints/${id}`, urlSeconds)
  }
}
