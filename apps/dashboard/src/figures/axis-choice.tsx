import { writeMetricAxis } from './axis.ts'

interface AxisChoiceProps {
  /** Parameter x of the address. */
  readonly value: string
  readonly onChange: (value: string) => void
  /** Names of the metrics that can be the axis. */
  readonly metrics: readonly string[]
  /** True if every metric can be drawn over the axis that its script set. */
  readonly withOwn?: boolean
}

/** Choice of the horizontal axis of metrics. */
export function AxisChoice({ value, onChange, metrics, withOwn }: AxisChoiceProps) {
  const known = metrics.map(writeMetricAxis)
  return (
    <label>
      Horizontal axis{' '}
      <select value={value} onChange={({ target }) => onChange(target.value)}>
        {withOwn && <option value="">as logged</option>}
        <option value="step">step</option>
        <option value="relative">time since the first point</option>
        <option value="wall">time of day</option>
        {value.startsWith(writeMetricAxis('')) && !known.includes(value) && (
          <option value={value}>{value.slice(writeMetricAxis('').length)}</option>
        )}
        {metrics.map((name, i) => (
          <option key={name} value={known[i]}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
