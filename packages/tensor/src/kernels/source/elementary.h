// exp and log on vectors, accurate to about one unit in the last place over the ranges that a softmax needs.
#pragma once
#include "vector.h"

template <class T> constexpr T inverseFactorial(int n) {
  double product = 1;
  for (int i = 2; i <= n; i++) product *= i;
  return T(1 / product);
}

template <class T> struct Elementary;
template <> struct Elementary<float> {
  static const int terms = 7, logTerms = 4, mantissaBits = 23, exponentBias = 127;
};
template <> struct Elementary<double> {
  static const int terms = 13, logTerms = 11, mantissaBits = 52, exponentBias = 1023;
};

// Every constant of both functions. WebAssembly engines build a vector constant anew at each use, in several
// instructions, while a load of one number into all lanes is a single one: there the table lies in memory that the
// compiler must not look through.
template <class T> struct Table {
  T log2e, ln2High, ln2Low, smallest, roundingShift, sqrt2, ln2;
  T exponential[Elementary<T>::terms + 1], logarithm[Elementary<T>::logTerms + 1];
};
template <class T> constexpr Table<T> fill(double ln2High, double ln2Low, double smallest, double roundingShift) {
  Table<T> table = {T(1.4426950408889634), T(ln2High), T(ln2Low), T(smallest), T(roundingShift),
                    T(1.4142135623730951), T(0.6931471805599453), {}, {}};
  for (int n = 0; n <= Elementary<T>::terms; n++) table.exponential[n] = inverseFactorial<T>(n);
  for (int n = 0; n <= Elementary<T>::logTerms; n++) table.logarithm[n] = T(2.0 / (2 * n + 1));
  return table;
}
#ifdef __wasm__
#define CONSTANTS extern "C" __attribute__((used))
#else
#define CONSTANTS static constexpr
#endif
// The rounding shifts are 1.5 · 2^23 and 1.5 · 2^52: adding one rounds to a whole number, in the low bits.
CONSTANTS Table<float> constants_f32 = fill<float>(0.693359375, -2.12194440e-4, -87.0, 12582912.0);
CONSTANTS Table<double> constants_f64 =
    fill<double>(6.93147180369123816490e-01, 1.90821492927058770002e-10, -708.0, 6755399441055744.0);
template <class T> INLINE const Table<T> &constants();
template <> const Table<float> &constants<float>() { return constants_f32; }
template <> const Table<double> &constants<double>() { return constants_f64; }

// e^x for x ≤ 0; x below the smallest representable result counts as that (a share of nothing in a softmax).
// x = k ln 2 + r with |r| ≤ ln 2 / 2; the Taylor series of e^r in Horner form, then k goes into the exponent.
template <class T> INLINE typename Vector<T>::V exponential(typename Vector<T>::V x) {
  typedef Elementary<T> E;
  typedef typename Vector<T>::V V;
  typedef typename Vector<T>::Mask M;
  const Table<T> &t = constants<T>();
  x = choose<V, M>(x < t.smallest, splat<T>(t.smallest), x);
  V shifted = x * t.log2e + t.roundingShift;
  M k = (M)shifted - (M)splat<T>(t.roundingShift);
  V whole = shifted - t.roundingShift;
  V r = x - whole * t.ln2High - whole * t.ln2Low;
  V series = splat<T>(t.exponential[E::terms]);
#pragma GCC unroll 16
  for (int n = E::terms - 1; n >= 0; n--) series = series * r + t.exponential[n];
  return (V)((M)series + (k << E::mantissaBits));
}

// ln x for x ≥ 1: x = 2^k m with m in [√½, √2), ln m = 2 artanh((m − 1) / (m + 1)).
template <class T> INLINE typename Vector<T>::V logarithm(typename Vector<T>::V x) {
  typedef Elementary<T> E;
  typedef typename Vector<T>::V V;
  typedef typename Vector<T>::Mask M;
  const Table<T> &t = constants<T>();
  M bits = (M)x;
  M k = (bits >> E::mantissaBits) - E::exponentBias;
  V m = (V)(bits - (k << E::mantissaBits));
  M upper = m > t.sqrt2;
  m = choose<V, M>(upper, m * T(0.5), m);
  k -= upper; // a true lane is −1
  // k as a floating number without a conversion instruction, which 64-bit lanes lack: through the rounding shift.
  V exponent = (V)(k + (M)splat<T>(t.roundingShift)) - t.roundingShift;
  V s = (m - T(1)) / (m + T(1)), square = s * s, series = splat<T>(t.logarithm[E::logTerms]);
#pragma GCC unroll 16
  for (int n = E::logTerms - 1; n >= 0; n--) series = series * square + t.logarithm[n];
  return s * series + exponent * t.ln2;
}
