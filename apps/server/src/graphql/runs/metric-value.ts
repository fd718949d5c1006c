import { registerEnumType } from 'type-graphql'

export const MetricValue = { LAST: 'last', MIN: 'min', MAX: 'max' } as const

registerEnumType(MetricValue, {
  name: 'MetricValue',
  description: 'One of the finite values of a metric.',
  valuesConfig: {
    LAST: { description: 'The last.' },
    MIN: { description: 'The lowest.' },
    MAX: { description: 'The highest.' },
  },
})
