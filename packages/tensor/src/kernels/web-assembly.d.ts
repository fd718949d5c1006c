// The part of WebAssembly in use; TypeScript declares it only with all the types of a browser.
declare namespace WebAssembly {
  function compile(bytes: Uint8Array): Promise<Module>
  class Memory {
    constructor(descriptor: { initial: number; maximum: number; shared: boolean })
    readonly buffer: ArrayBufferLike
    grow(pages: number): number
  }
  class Module {
    constructor(bytes: Uint8Array)
  }
  class Global {
    readonly value: unknown
  }
  class Instance {
    constructor(module: Module, imports: Record<string, Record<string, unknown>>)
    readonly exports: Record<string, unknown>
  }
}
