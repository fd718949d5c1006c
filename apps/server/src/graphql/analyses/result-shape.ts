import { registerEnumType } from 'type-graphql'

/** Shapes of results by their names in the schema. */
export const ResultShape = {
  CURVES: 'curves',
  MATRIX: 'matrix',
  PARTITION: 'partition',
  FIT: 'fit',
  SCALARS: 'scalars',
} as const

registerEnumType(ResultShape, {
  name: 'ResultShape',
  description: 'What a result looks like.',
  valuesConfig: {
    CURVES: { description: 'Quantities against chunk size, over draws.' },
    MATRIX: { description: 'A square matrix over neurons.' },
    PARTITION: { description: 'Disjoint groups of neurons.' },
    FIT: { description: 'A fitted law.' },
    SCALARS: { description: 'Single numbers with intervals.' },
  },
})
