import { GraphQLError } from 'graphql'

/** A request that asks for more than one may. Its extensions say which limit it was, for programs. */
export class LimitExceeded extends GraphQLError {
  constructor(limit: string, found: number, most: number, remedy: string) {
    super(`${limit}: ${found} is more than the ${most} that one request may have. ${remedy}.`, {
      extensions: { code: 'RESOURCE_EXHAUSTED', limit, found, most, http: { status: 400 } },
    })
  }
}
