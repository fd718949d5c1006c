#!/bin/sh
# Rebuilds kernels.wasm, which is committed so that nobody needs a compiler to run it, and notes beside it which sources
# it is of. Needs clang and lld 14 or newer.
set -eu
cd "$(dirname "$0")/source"
clang++ --target=wasm32 -std=c++17 -O3 -msimd128 -mbulk-memory -matomics -mmutable-globals -ffreestanding -nostdlib \
  -fno-exceptions -fno-rtti -fno-math-errno \
  -Wl,--no-entry,--import-memory,--shared-memory,--initial-memory=16777216,--max-memory=4294967296,--strip-all \
  -Wl,--export-dynamic,--export=__heap_base,--export=__stack_pointer \
  dense.cc exact.cc gram.cc held-out.cc readout.cc refit.cc residual.cc -o ../kernels.wasm
cd ..
node --import tsx -e 'import("./hash-sources.ts").then(({ hashSources }) => console.log(hashSources()))' >kernels.wasm.sources
