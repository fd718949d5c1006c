export declare function startPostgresql(): Promise<{ readonly url: string; stop(): Promise<void> }>
