/** Returns on a Node that is new enough; on an older one, runs the command on a newer one and never returns. */
export function ensureNode(): Promise<void>
