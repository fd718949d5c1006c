import { describeLab } from '@mitoscope/lab'
import { Ctx, Query, Resolver } from 'type-graphql'
import type { Context } from '../context.ts'
import { Server } from './server.type.ts'

@Resolver()
export class ServerResolver {
  @Query(() => Server, { description: 'What answers here, and what it stands on.' })
  server(@Ctx() { lab }: Context): Server {
    return new Server(describeLab(lab))
  }
}
