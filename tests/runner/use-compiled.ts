// Processes that tests start run the compiled sources, as those of the launcher do: vitest.config.ts compiles them.
Object.assign(globalThis, { mitoscopeCompiled: JSON.parse(process.env.MITOSCOPE_TEST_COMPILED!) as object })
