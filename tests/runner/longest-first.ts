import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Files that take minutes on two cores, the longest first: begun last, each would run alone at the end. Those that start
 * processes of their own stand apart, as two beside each other wait for the same cores.
 */
const longest = [
  'tests/faults/kill',
  'tests/e2e/dashboard',
  'tests/cli/sweep',
  'apps/cli/src/sweep-folder/train-in-folder',
  'tests/golden/recipes',
  'tests/faults/python-client',
  'packages/training/src/runs/train-runs',
  'tests/golden/kept-groups',
  'tests/contract/authorization',
  'tests/cli/main-paths',
  'tests/cli/remote',
  'tests/cli/log',
  'tests/python',
  'tests/cli/reproduce',
  'tests/cli/analyze',
  'tests/static/readme-examples',
  'tests/faults',
  'tests/e2e',
  'tests/contract',
  'tests/cli',
  'packages/tensor/src/set-up',
  'tests/golden',
]

/** Orders files by what they took on other machines, and suites whose files share a process one after the other. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = [...(await super.sort(files))]
    const suites = [...new Set(sorted.map(({ project }) => project.name))]
    const rankOf = ({ moduleId, project }: TestSpecification) => {
      // Files of a shared process follow each other, or the process would be ended in between.
      if (project.config.isolate === false) return longest.length + 1 + suites.indexOf(project.name)
      const at = longest.findIndex((path) => moduleId.includes(path))
      return at === -1 ? longest.length : at
    }
    return sorted.sort((a, b) => rankOf(a) - rankOf(b))
  }
}
