// Rank-k updates of a strip of rows against column tiles, the one loop in which factorisations spend their time.
//
// A tall matrix Y [depth, columns] is kept in column tiles of 8: tile t holds columns 8t … 8t+7 as [depth][8], so that
// walking down a tile reads memory in order and a row of a tile is a few whole vectors.
#pragma once
#include "vector.h"

typedef Vector<double> D;
static const int TILE = 8;
static const int TILE_VECTORS = TILE / D::lanes;
// Rows updated together: as many as leave all sums in registers (16 vector registers on most targets).
static const int STRIP_ROWS = TILE_VECTORS <= 2 ? 4 : 2;

// One column of Y read as left operand: base points at its first entry, entries lie TILE apart.
INLINE const double *column(const double *tiles, Index depth, Index j) {
  return tiles + (j / TILE) * depth * TILE + j % TILE;
}

struct Sums {
  D::V at[STRIP_ROWS][TILE_VECTORS];
};

// sums[r][:] −= Σ_{k = from}^{to − 1} left[r][k] · right[k][:]
INLINE void subtract_products(Sums &sums, const double *const left[STRIP_ROWS], const double *right, Index from, Index to) {
  Sums s = sums;
  for (Index k = from; k < to; k++) {
    D::V y[TILE_VECTORS];
#pragma GCC unroll 8
    for (int v = 0; v < TILE_VECTORS; v++) y[v] = hold(load(right + k * TILE + v * D::lanes));
#pragma GCC unroll 8
    for (int r = 0; r < STRIP_ROWS; r++) {
      double x = left[r][k * TILE];
#pragma GCC unroll 8
      for (int v = 0; v < TILE_VECTORS; v++) s.at[r][v] -= x * y[v];
    }
  }
  sums = s;
}

// Rounds a count of columns up to whole tiles.
INLINE Index tiled(Index columns) { return (columns + TILE - 1) / TILE * TILE; }

static const int STRIP = 32;
// Distance between the tiles of a strip, and between those of Y in rows: odd, because a power of two would put
// neighbouring tiles into one cache set.
static const int STRIP_STRIDE = STRIP + 1;
INLINE Index odd(Index rows) { return rows | 1; }
// Rows of a tile taken at a time: 16 kB, so that a tile stays in the nearest cache for all rows of a strip.
static const int DEPTH_STEP = 256;

// The rows and columns of a square matrix [stride, stride] that `order` [width] names, in that order, plus
// offset offsetᵀ where there is an offset [stride]; strips of it lie as [padded / 8][STRIP_STRIDE][8].
struct Ordered {
  const double *values;
  Index stride;
  const i32 *order;
  Index width;
  const double *offset = nullptr;
  double at(Index i, Index j) const {
    double added = offset ? offset[order[i]] * offset[order[j]] : 0;
    return values[(Index)order[i] * stride + order[j]] + added;
  }
  double diagonal(Index j) const { return at(j, j); }
};

// Copies rows first … first + rows, in the draw's order, from column tile `from` on; columns beyond the width are 0.
INLINE void gather(double *strip, const Ordered &matrix, Index first, Index rows, Index from) {
  const i32 *order = matrix.order;
  Index width = matrix.width, padded = tiled(width);
  for (Index r = 0; r < rows; r++) {
    const double *row = matrix.values + (Index)order[first + r] * matrix.stride;
    for (Index j = from * TILE; j < padded; j++)
      strip[(j / TILE * STRIP_STRIDE + r) * TILE + j % TILE] = j < width ? row[order[j]] : 0;
    if (!matrix.offset) continue;
    double own = matrix.offset[order[first + r]];
    for (Index j = from * TILE; j < width; j++)
      strip[(j / TILE * STRIP_STRIDE + r) * TILE + j % TILE] += own * matrix.offset[order[j]];
  }
}

// What stands in a strip at row r and column j.
INLINE double *strip_at(double *strip, Index r, Index j) { return strip + (j / TILE * STRIP_STRIDE + r) * TILE + j % TILE; }

// STRIP_ROWS rows of a strip in one tile of columns, from `row` on. Beyond the strip's end the last row is taken again, and
// not stored.
INLINE Sums load_rows(const double *strip, Index tile, Index row, Index rows) {
  Sums sums;
  for (int r = 0; r < STRIP_ROWS; r++)
    for (int v = 0; v < TILE_VECTORS; v++)
      sums.at[r][v] = load(strip + (tile * STRIP_STRIDE + minimum(row + r, rows - 1)) * TILE + v * D::lanes);
  return sums;
}
INLINE void store_rows(double *strip, Index tile, Index row, Index rows, const Sums &sums) {
  for (int r = 0; r < STRIP_ROWS && row + r < rows; r++)
    for (int v = 0; v < TILE_VECTORS; v++)
      store(strip + (tile * STRIP_STRIDE + row + r) * TILE + v * D::lanes, sums.at[r][v]);
}

// Variance of all neurons together.
INLINE double trace_of(const Ordered &gram) {
  double trace = 0;
  for (Index j = 0; j < gram.width; j++) trace += gram.diagonal(j);
  return trace;
}

// How much a pivot can be trusted, by what is left of a neuron's variance when its turn comes.
struct Pivot {
  double scale;  // 1 / √(variance + ridge), 0 for a neuron that has nothing left to give
  bool doubtful; // so small that the ridge, or the rounding of the Gram, would show in the result
};

// Rounding is relative: of an entry against √(G_ii G_jj), which no scale of a neuron changes. A pivot is compared with the
// neuron's own variance, never with those of others.
static const double RESOLVED = 64;  // multiples of the rounding from which a pivot is known well
static const double NOTICED = 16;   // multiples of the rounding above which an entry is more than rounding
static const double RIDGELESS = 1e-7; // share of a pivot up to which the ridge does not show
static const double REPEATED = 1e-6;  // share of a neuron's variance up to which it may repeat earlier ones

// informs(variance): whether what is left of the neuron tells anything of the later ones. An exact copy does not, and is
// left out; a near one may, however little of its variance is left, and is for the exact functions.
template <class Informs>
INLINE Pivot judge_pivot(double variance, double whole, double ridge, double rounding, Informs informs) {
  if (!(whole > 0)) return {0, false};
  bool resolved = variance > RESOLVED * rounding * whole && ridge <= RIDGELESS * variance;
  bool repeated = !resolved && variance <= REPEATED * whole;
  double known = variance > rounding * whole ? variance : rounding * whole;
  if (repeated && !informs(known + ridge)) return {0, false};
  return {resolved ? 1 / __builtin_sqrt(variance + ridge) : 0, !resolved};
}
