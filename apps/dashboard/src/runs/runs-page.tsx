'use client'
import { useQueryStates } from 'nuqs'
import { ColumnChoice } from './table/column-choice.tsx'
import { toSearchFilter } from './filter/condition.ts'
import { toGrouping } from './groups/grouping.ts'
import { GroupingChoice, RunGroups } from './groups/run-groups.tsx'
import { RunList } from './list/run-list.tsx'
import { RunSearch } from './filter/run-search.tsx'
import { SavedViewsMenu } from './filter/saved-views-menu.tsx'
import { useSelection } from './selection/use-selection.ts'
import { viewParsers } from './view.ts'

/** Every run of the lab, by any filter and order, one by one or in groups. */
export function RunsPage() {
  const [view, setView] = useQueryStates(viewParsers, { history: 'push' })
  const selection = useSelection()
  const { q, where, any, by } = view
  const filter = toSearchFilter({ q, where, any })
  const grouping = toGrouping(by)
  return (
    <>
      <h1>Runs</h1>
      <RunSearch search={{ q, where, any }} onChange={(next) => void setView(next, { history: 'replace' })} />
      <ColumnChoice
        columns={view.columns}
        pins={view.pins}
        filter={filter}
        onChange={(next) => void setView(next)}
      />
      <GroupingChoice keys={by} onChange={(next) => void setView({ by: [...next] })} />
      <SavedViewsMenu />
      {grouping ? (
        <RunGroups
          by={grouping}
          filter={filter}
          onShow={(own) =>
            // Conditions of which any may hold cannot be narrowed by more of them: the group's then stand alone.
            void setView({ where: any ? [...own] : [...where, ...own], any: false, by: null })
          }
        />
      ) : (
        <RunList search={{ q, where, any }} filter={filter} selection={selection} />
      )}
    </>
  )
}
