import {
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  parse,
} from 'graphql'
import type { SubscribePayload } from 'graphql-ws'
import { checkDocument } from '../limits/check-document.ts'
import { mostTokens } from '../limits/limits.ts'

/** The document of a subscription once it is found in order, or what is wrong with it. */
export function prepareSubscription(
  schema: GraphQLSchema,
  { query, variables, operationName }: SubscribePayload,
  hideSuggestions: boolean,
): DocumentNode | readonly GraphQLError[] {
  try {
    const checked = checkDocument(schema, query, variables ?? {})
    const document = checked?.document ?? parse(query, { maxTokens: mostTokens })
    const errors = validate(schema, document, specifiedRules, { hideSuggestions })
    if (errors.length > 0) return errors
    const operation = getOperationAST(document, operationName)
    if (operation?.operation === OperationTypeNode.SUBSCRIPTION) return document
    return [
      new GraphQLError('Only subscriptions are answered on a socket. Send queries and mutations by POST.', {
        extensions: { code: 'BAD_REQUEST' },
      }),
    ]
  } catch (error) {
    if (error instanceof GraphQLError) return [error]
    throw error
  }
}
