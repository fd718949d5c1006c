import { describeLab } from '@mitoscope/lab'
import { Ctx, Query, Resolver } from 'type-graphql'
import type { Context } from '../context.ts'
import { ErrorCode } from './error-code.ts'
import { Server } from './server.type.ts'

@Resolver()
export class ServerResolver {
  @Query(() => [ErrorCode], { description: 'Codes that errors carry in extensions.code.' })
  errorCodes(): string[] {
    return Object.values(ErrorCode)
  }

  @Query(() => Server, { description: 'Software and storage of this server.' })
  server(@Ctx() { lab }: Context): Server {
    return new Server(describeLab(lab))
  }
}
