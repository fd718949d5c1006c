import { GraphQLError } from 'graphql'

/** Error of a request that exceeds a limit. Its extensions name the limit, for programs. */
export class LimitExceeded extends GraphQLError {
  constructor(limit: string, found: number, most: number, remedy: string) {
    super(`${limit}: ${found} exceeds the limit of ${most} per request. ${remedy}.`, {
      extensions: { code: 'RESOURCE_EXHAUSTED', limit, found, most, http: { status: 400 } },
    })
  }
}
