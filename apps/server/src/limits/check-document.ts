import { parse, type DocumentNode, type GraphQLSchema } from 'graphql'
import { exportPath } from '../export/export-path.ts'
import { estimateCost } from './estimate-cost.ts'
import { LimitExceeded } from './limit-exceeded.ts'
import { deepestVariables, highestCost, limits, longestDocument, mostTokens } from './limits.ts'
import { rejectInexactLiterals } from './reject-inexact.ts'
import { surveyDocument } from './survey-document.ts'

export interface CheckedDocument {
  readonly document: DocumentNode
  readonly cost: number
}

/**
 * Throws LimitExceeded if a document exceeds a limit, in time linear in its length. Returns undefined for
 * text that does not parse: its parser reports the reason.
 */
export function checkDocument(
  schema: GraphQLSchema,
  source: string,
  given: Readonly<Record<string, unknown>> | null = {},
): CheckedDocument | undefined {
  // A request may send null for none.
  const variables = given ?? {}
  rejectAbove('characters', source.length, longestDocument, 'Give values as variables')
  const document = tryParse(source)
  if (!document) return undefined
  rejectInexactLiterals(document)
  const survey = surveyDocument(document)
  for (const { name, found, most, remedy } of limits) rejectAbove(name, found(survey), most, remedy)
  rejectAbove(
    'levels of variables',
    measureDepth(variables),
    deepestVariables,
    'Send deeply nested values as text',
  )
  const cost = Math.round(estimateCost(schema, document, variables))
  rejectAbove(
    'cost',
    cost,
    highestCost,
    `Request smaller pages (first, points) or fewer nested lists, or read complete metrics line by line from ${exportPath}`,
  )
  return { document, cost }
}

function rejectAbove(name: string, found: number, most: number, remedy: string): void {
  if (found > most) throw new LimitExceeded(name, found, most, remedy)
}

function tryParse(source: string): DocumentNode | undefined {
  try {
    return parse(source, { noLocation: true, maxTokens: mostTokens })
  } catch {
    return undefined
  }
}

/**
 * Returns the nesting depth of a value, level by level because a recursion would overflow on a caller's
 * value. Stops above the limit.
 */
function measureDepth(value: unknown): number {
  let level: unknown[] = [value]
  let depth = 0
  while (depth <= deepestVariables) {
    level = level.flatMap((entry) =>
      typeof entry === 'object' && entry !== null ? Object.values(entry) : [],
    )
    if (level.length === 0) return depth
    depth++
  }
  return depth
}
