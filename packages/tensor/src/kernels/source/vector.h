// Short vectors of the widest kind that the target has, by the vector extension that GCC and Clang share.
// The same sources give the native library and the WebAssembly module; no standard library is needed.
#pragma once

#if defined(__AVX512F__)
#define VECTOR_BYTES 64
#elif defined(__AVX__)
#define VECTOR_BYTES 32
#else
#define VECTOR_BYTES 16
#endif

#define INLINE static inline __attribute__((always_inline))
#define EXPORT extern "C" __attribute__((visibility("default"), used))

typedef int i32;
typedef long Index;     // of an array: 64 bits natively, 32 in WebAssembly (where JavaScript then passes numbers)

template <class T> struct Vector;
template <> struct Vector<float> {
  typedef float V __attribute__((vector_size(VECTOR_BYTES)));
  typedef i32 Int;
  typedef i32 Mask __attribute__((vector_size(VECTOR_BYTES)));
  static const int lanes = VECTOR_BYTES / 4;
};
template <> struct Vector<double> {
  typedef double V __attribute__((vector_size(VECTOR_BYTES)));
  typedef long long Int;
  typedef long long Mask __attribute__((vector_size(VECTOR_BYTES)));
  static const int lanes = VECTOR_BYTES / 8;
};

template <class T> INLINE typename Vector<T>::V load(const T *from) {
  typename Vector<T>::V v;
  __builtin_memcpy(&v, from, sizeof v);
  return v;
}
template <class T> INLINE void store(T *to, typename Vector<T>::V v) { __builtin_memcpy(to, &v, sizeof v); }
template <class T> INLINE typename Vector<T>::V splat(T x) { return x - typename Vector<T>::V{}; }

// Keeps a value in a register: compilers for x86 would rather load it again for each product, and loads are what these
// loops run out of first.
template <class V> INLINE V hold(V v) {
#if defined(__x86_64__)
  asm("" : "+x"(v));
#endif
  return v;
}

template <class V, class M> INLINE V choose(M mask, V yes, V no) {
  return mask ? yes : no;
}
template <class T> INLINE T sum(typename Vector<T>::V v) {
  T total = 0;
  for (int i = 0; i < Vector<T>::lanes; i++) total += v[i];
  return total;
}
INLINE double absolute(double x) { return x < 0 ? -x : x; }
INLINE Index minimum(Index a, Index b) { return a < b ? a : b; }
INLINE Index maximum(Index a, Index b) { return a > b ? a : b; }

// |v|, by clearing the sign bit.
INLINE Vector<double>::V magnitude(Vector<double>::V v) {
  typedef Vector<double> D;
  return (D::V)((D::Mask)v & (D::Mask{} + 0x7fffffffffffffffLL));
}
