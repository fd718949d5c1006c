import type { Survey } from './survey-document.ts'

export interface Limit {
  readonly name: string
  readonly most: number
  readonly found: (survey: Survey) => number
  readonly remedy: string
}

/** Characters of a document. */
export const longestDocument = 100_000
/** Tokens of a document; bounds the time for parsing and validating. */
export const mostTokens = 4_000
/**
 * Objects that the lists of an answer could hold if every page of a given size were full; 20 values count as
 * one.
 */
export const highestCost = 750_000
/** Cost from which operations wait for each other, so that only a few use much time and memory at once. */
export const heavyCost = 20_000
/** Objects that the lists of an answer actually hold. */
export const mostEntries = 100_000
/** Bytes of an answer: 200 runs with four metrics of 1,000 points take 20 MB. */
export const mostAnswerBytes = 32 * 2 ** 20
/** Bytes of a message to a subscriber, which is written at once. */
export const mostMessageBytes = 4 * 2 ** 20
/** Levels of lists and objects in the variables. */
export const deepestVariables = 32

/** Limits of a document, for the API and its documentation. */
export const limits: readonly Limit[] = [
  { name: 'aliases', most: 80, found: (survey) => survey.aliases, remedy: 'Send several requests' },
  {
    name: 'depth',
    most: 20,
    found: (survey) => survey.depth,
    remedy: 'Query the inner objects by their ids',
  },
  {
    name: 'fields',
    most: 2_000,
    found: (survey) => survey.fields,
    remedy: 'Select fewer fields at a time',
  },
  {
    name: 'root fields',
    most: 60,
    found: (survey) => survey.rootFields,
    remedy: 'Send several requests',
  },
  {
    name: 'variables',
    most: 100,
    found: (survey) => survey.variables,
    remedy: 'Use one variable for the whole input',
  },
  {
    name: 'directives on one thing',
    most: 4,
    found: (survey) => survey.directives,
    remedy: 'Remove repeated directives',
  },
  {
    name: 'repetitions of one field',
    most: 20,
    found: (survey) => survey.repetitions,
    remedy: 'Select the field once',
  },
  {
    name: 'introspections',
    most: 2,
    found: (survey) => survey.introspections,
    remedy: 'Send one introspection, or read schema/schema.graphql',
  },
  {
    name: 'aliases within an introspection',
    most: 0,
    found: (survey) => survey.introspectionAliases,
    remedy: 'Remove the aliases',
  },
]
