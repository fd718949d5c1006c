export interface Source {
  readonly path: string
  readonly isTest: boolean
  readonly imports: readonly { readonly path: string; readonly isType: boolean }[]
}

export function measureHouse(): Promise<{ passed: number; failed: number }>
export function findClimbs(sources: Iterable<Source>): string[]
