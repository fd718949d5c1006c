'use client'
import { useQueryStates } from 'nuqs'
import { ColumnChoice } from './column-choice.tsx'
import { toRunFilter } from './condition.ts'
import { FilterForm } from './filter-form.tsx'
import { toGrouping } from './grouping.ts'
import { GroupingChoice } from './grouping-choice.tsx'
import { RunGroups } from './run-groups.tsx'
import { RunList } from './run-list.tsx'
import { SavedViewsMenu } from './saved-views-menu.tsx'
import { useSelection } from './use-selection.ts'
import { viewParsers } from './view.ts'

/** Every run of the lab, by any filter and order, one by one or in groups. */
export function RunsPage() {
  const [view, setView] = useQueryStates(viewParsers, { history: 'push' })
  const selection = useSelection()
  const { q, where, any, by } = view
  const conditions = toRunFilter(where, any)
  const named = q.trim() === '' ? undefined : { name: { contains: q.trim() } }
  const filter = conditions && named ? { AND: [conditions, named] } : (conditions ?? named)
  const grouping = toGrouping(by)
  return (
    <>
      <h1>Runs</h1>
      <div className="actions">
        <input
          type="search"
          aria-label="Search runs by name"
          placeholder="Part of a name"
          value={q}
          onChange={({ target }) => void setView({ q: target.value, after: null }, { history: 'replace' })}
        />
      </div>
      <FilterForm
        conditions={where}
        any={any}
        onChange={(next, all) =>
          void setView({ where: [...next], any: all, after: null }, { history: 'replace' })
        }
      />
      {!grouping && (
        <ColumnChoice columns={view.columns} onChange={(next) => void setView({ columns: [...next] })} />
      )}
      <GroupingChoice keys={by} onChange={(next) => void setView({ by: [...next], after: null })} />
      <SavedViewsMenu />
      {grouping ? (
        <RunGroups
          by={grouping}
          filter={filter}
          onShow={(own) =>
            // Conditions of which any may hold cannot be narrowed by more of them: the group's then stand alone.
            void setView({ where: any ? [...own] : [...where, ...own], any: false, by: null, after: null })
          }
        />
      ) : (
        <RunList filter={filter} selection={selection} />
      )}
    </>
  )
}
