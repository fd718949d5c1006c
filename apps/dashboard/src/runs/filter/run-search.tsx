import {
  fields,
  kindOf,
  namesOfFields,
  opLabel,
  opsFor,
  runStates,
  type Condition,
  type Search,
  type Op,
} from './condition.ts'

interface RunSearchProps {
  readonly search: Search
  /** Told what changes of it. */
  readonly onChange: (change: { q?: string; where?: Condition[]; any?: boolean }) => void
}

/** Search for runs by a part of their name and by conditions. */
export function RunSearch({ search: { q, where, any }, onChange }: RunSearchProps) {
  return (
    <>
      <div className="actions">
        <input
          type="search"
          aria-label="Search runs by name"
          placeholder="Part of a name"
          value={q}
          onChange={({ target }) => onChange({ q: target.value })}
        />
      </div>
      <FilterForm
        conditions={where}
        any={any}
        onChange={(next, all) => onChange({ where: [...next], any: all })}
      />
    </>
  )
}

interface FilterFormProps {
  readonly conditions: readonly Condition[]
  readonly any: boolean
  readonly onChange: (conditions: readonly Condition[], any: boolean) => void
}

/** Conditions that runs must meet: all of them, or any. */
function FilterForm({ conditions, any, onChange }: FilterFormProps) {
  const replace = (at: number, condition: Condition) =>
    onChange(
      conditions.map((each, i) => (i === at ? condition : each)),
      any,
    )
  return (
    <fieldset>
      <legend>
        Where{' '}
        <select
          aria-label="How conditions combine"
          value={String(any)}
          onChange={({ target }) => onChange(conditions, target.value === 'true')}
        >
          <option value="false">all conditions are met</option>
          <option value="true">any condition is met</option>
        </select>
      </legend>
      {conditions.map((condition, i) => (
        // A condition has no identity but its place.
        <ConditionLine
          key={i}
          at={i + 1}
          condition={condition}
          onChange={(next) => replace(i, next)}
          onRemove={() => onChange(conditions.toSpliced(i, 1), any)}
        />
      ))}
      <button
        type="button"
        onClick={() => onChange([...conditions, { field: 'width', op: 'above', value: '' }], any)}
      >
        Add a condition
      </button>
    </fieldset>
  )
}

interface ConditionLineProps {
  readonly at: number
  readonly condition: Condition
  readonly onChange: (condition: Condition) => void
  readonly onRemove: () => void
}

function ConditionLine({ at, condition, onChange, onRemove }: ConditionLineProps) {
  const { field, op, value } = condition
  const named = field.indexOf(':') + 1
  const base = named > 0 ? field.slice(0, named) : field
  const [what, example] = namesOfFields[base] ?? []
  const valueless = op === 'missing' || op === 'present'
  const change = (next: Partial<Condition>) => {
    const changed = { ...condition, ...next }
    const merged = kindOf(changed.field) === kindOf(field) ? changed : { ...changed, value: '' }
    onChange(opsFor(merged.field).includes(merged.op) ? merged : { ...merged, op: opsFor(merged.field)[0] })
  }
  return (
    <div className="actions">
      <select
        aria-label={`Field of condition ${at}`}
        value={base}
        onChange={({ target }) => change({ field: target.value })}
      >
        {fields.map(({ name, label }) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
      </select>
      {named > 0 && (
        <input
          aria-label={`${what} of condition ${at}`}
          placeholder={example}
          value={field.slice(named)}
          onChange={({ target }) => change({ field: base + target.value })}
        />
      )}
      <select
        aria-label={`Comparison of condition ${at}`}
        value={op}
        onChange={({ target }) => change({ op: target.value as Op })}
      >
        {opsFor(field).map((each) => (
          <option key={each} value={each}>
            {opLabel(each, field)}
          </option>
        ))}
      </select>
      {!valueless &&
        (kindOf(field) === 'state' ? (
          <select
            aria-label={`Value of condition ${at}`}
            value={value}
            onChange={({ target }) => change({ value: target.value })}
          >
            <option value="">…</option>
            {runStates.map((state) => (
              <option key={state} value={state}>
                {state.toLowerCase()}
              </option>
            ))}
          </select>
        ) : (
          <input
            aria-label={`Value of condition ${at}`}
            type={kindOf(field) === 'time' ? 'date' : 'text'}
            value={value}
            onChange={({ target }) => change({ value: target.value })}
          />
        ))}
      <button type="button" aria-label={`Remove condition ${at}`} onClick={onRemove}>
        ✕
      </button>
    </div>
  )
}
