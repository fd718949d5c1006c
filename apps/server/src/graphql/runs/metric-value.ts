import { registerEnumType } from 'type-graphql'

export const MetricValue = { LAST: 'last', MIN: 'min', MAX: 'max' } as const

registerEnumType(MetricValue, {
  name: 'MetricValue',
  description: 'Summary of the finite values of a metric of one run.',
  valuesConfig: {
    LAST: { description: 'Value at the last step.' },
    MIN: { description: 'Lowest finite value of the series.' },
    MAX: { description: 'Highest finite value of the series.' },
  },
})
