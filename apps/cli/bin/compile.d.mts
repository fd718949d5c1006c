/**
 * Returns the folder of the compiled sources as they are now, in the first of these places that can be written. Compiles
 * them first where one has changed.
 */
export function compile(places?: readonly string[]): Promise<string>
/** Returns the compiled file of a source that is started, for example "apps/cli/src/main.ts". */
export function compiledEntry(folder: string, source: string): string
