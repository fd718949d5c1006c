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

/** Returns the document of a valid subscription, or the errors in it. */
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
      new GraphQLError('A socket accepts only subscriptions. Send queries and mutations by POST.', {
        extensions: { code: 'BAD_REQUEST' },
      }),
    ]
  } catch (error) {
    if (error instanceof GraphQLError) return [error]
    throw error
  }
}
