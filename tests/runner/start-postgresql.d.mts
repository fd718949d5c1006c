export declare function startPostgresql(): Promise<{
  readonly url: string
  halt(): Promise<void>
  resume(): Promise<void>
  stop(): Promise<void>
}>
