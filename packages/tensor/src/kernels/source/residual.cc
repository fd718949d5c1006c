// Residual variance and correlation of every nested chunk of one draw by one left-looking Cholesky factorisation.
//
// With G the centred Gram matrix in the draw's order and S its first w neurons, D = G − G_:S (G_SS + λI)⁻¹ G_S: is what
// the map from the chunk leaves. Y = L⁻¹ G_S: with L Lᵀ = G_SS + λI nests: the chunk of the first w neurons uses the
// first w rows of Y, so D_w = G − Y_wᵀ Y_w. Strips of rows are brought from size to size in registers and judged at each
// size on the way; no W² array is written. Work: about W³/3 multiply-adds and one reading of G.
#include "tile.h"

struct Residual {
  Ordered gram;
  Index width, padded, depth, stride; // stride: rows that Y has room for
  const i32 *sizes; // ascending; the last is at most depth or equals width
  Index sizeCount;
  double ridge, guard, reconstructed, rounding, trace;
  double *tiles;   // Y, [padded / 8][stride][8]
  double *strip;   // D of a strip, [padded / 8][STRIP_STRIDE][8]
  double *left;    // running D_jj, [padded]
  double *inverse; // 1 / √D_jj at each size, 0 for reconstructed neurons, [sizes][padded]
  double *outside, *all, *squares, *remaining; // sums over pairs, and Σ D_jj, per size
  double *counts;                    // neurons not reconstructed, per size
};

// After `size` neurons have been eliminated: which neurons are left, and the weights of their correlations.
static void snapshot(Residual &s, Index k, Index size) {
  double *inverse = s.inverse + k * s.padded;
  double remaining = 0, count = 0;
  for (Index j = 0; j < s.padded; j++) {
    double left = j < s.width && j >= size ? s.left[j] : 0;
    double whole = j < s.width ? s.gram.diagonal(j) : 0;
    bool stays = left > s.reconstructed * whole;
    if (left > 0) remaining += left;
    inverse[j] = stays ? 1 / __builtin_sqrt(left) : 0;
    count += stays;
  }
  s.remaining[k] = remaining;
  s.counts[k] = count;
}

// Sums of |D_ij| / √(D_ii D_jj), plain, squared and with the guard in the denominator, of one row against one tile.
INLINE void add_correlations(const D::V *row, double own, const double *others, double guard, bool smallGuard,
                             D::V &plain, D::V &squared, D::V &guarded) {
#pragma GCC unroll 8
  for (int v = 0; v < TILE_VECTORS; v++) {
    D::V weight = load(others + v * D::lanes) * own;
    D::V correlation = magnitude(row[v]) * weight;
    plain += correlation;
    squared += correlation * correlation;
    // 1 / (x + g) with w = 1 / x is w / (1 + g w); to first order where g w is below 1e-6.
    D::V share = guard * weight;
    guarded += smallGuard ? correlation - correlation * share : correlation / (share + 1.0);
  }
}

// Adds the correlations of STRIP_ROWS rows of the strip against one tile to the sums of size k.
INLINE void judge(Residual &s, Index k, Index neuron, Index rows, Index tile, bool smallGuard, const Sums &sums) {
  const double *inverse = s.inverse + k * s.padded, *others = inverse + tile * TILE;
  D::V plain = {}, squared = {}, guarded = {};
  for (int r = 0; r < STRIP_ROWS && r < rows; r++) {
    double own = inverse[neuron + r];
    Index self = neuron + r - tile * TILE;
    if (own == 0 || self >= TILE) continue;
    double later[TILE];
    if (self >= 0) { // on the diagonal tile only later columns count, so that each pair counts once
      for (int j = 0; j < TILE; j++) later[j] = j > self ? inverse[tile * TILE + j] : 0;
    }
    add_correlations(sums.at[r], own, self >= 0 ? later : others, s.guard, smallGuard, plain, squared,
                     guarded);
  }
  s.outside[k] += sum<double>(plain);
  s.all[k] += sum<double>(guarded);
  s.squares[k] += sum<double>(squared);
}

// Brings a strip against one tile of columns from `done` to `until` eliminated neurons; there, judges size k if k ≥ 0.
static void advance(Residual &s, Index first, Index rows, Index tile, Index done, Index until, Index k, bool smallGuard) {
  for (Index row = 0; row < rows; row += STRIP_ROWS) {
    const double *left[STRIP_ROWS];
    for (int r = 0; r < STRIP_ROWS; r++) left[r] = column(s.tiles, s.stride, first + minimum(row + r, rows - 1));
    Sums sums = load_rows(s.strip, tile, row, rows);
    subtract_products(sums, left, s.tiles + tile * s.stride * TILE, done, until);
    store_rows(s.strip, tile, row, rows, sums);
    if (k >= 0) judge(s, k, first + row, rows - row, tile, smallGuard, sums);
  }
}

// The same through every size that lies behind the strip, and on to all neurons eliminated so far.
static void advance_through(Residual &s, Index first, Index rows, Index tile, Index passed, bool smallGuard) {
  Index end = minimum(first, s.depth), done = 0;
  for (Index k = 0; k <= passed; k++) {
    Index size = k < passed ? s.sizes[k] : end;
    for (; size - done > DEPTH_STEP; done += DEPTH_STEP)
      advance(s, first, rows, tile, done, done + DEPTH_STEP, -1, smallGuard);
    if (k < passed || done < end) advance(s, first, rows, tile, done, size, k < passed ? k : -1, smallGuard);
    done = size;
  }
}

// Whether eliminating row i of the strip would show in what is left of the later neurons: in the sum over all, or in one
// that is not reconstructed yet. Entries as small as the Gram's rounding tell nothing.
static bool informs(const Residual &s, Index i, Index neuron, double pivot) {
  double own = __builtin_sqrt(s.gram.diagonal(neuron)), sum = 0;
  for (Index j = neuron + 1; j < s.width; j++) {
    double entry = absolute(*strip_at(s.strip, i, j)), whole = s.gram.diagonal(j), gain = entry * entry / pivot;
    if (entry <= NOTICED * s.rounding * own * __builtin_sqrt(whole)) continue;
    if (s.left[j] > s.reconstructed * whole && gain > 1e-6 * s.left[j]) return true;
    sum += gain;
  }
  return sum > 1e-9 * s.trace;
}

// Eliminates the strip's own rows one after the other, writing them to Y. Returns 1 where a pivot is so small that
// the ridge or the Gram's rounding would show in the result.
static i32 eliminate(Residual &s, Index first, Index rows) {
  for (Index i = 0; i < rows; i++) {
    Index neuron = first + i, tile = neuron / TILE;
    Pivot pivot = judge_pivot(*strip_at(s.strip, i, neuron), s.gram.diagonal(neuron), s.ridge, s.rounding,
                              [&](double known) { return informs(s, i, neuron, known); });
    if (pivot.doubtful) return 1;
    for (Index t = tile; t < s.padded / TILE; t++) {
      double *from = s.strip + (t * STRIP_STRIDE + i) * TILE, *to = s.tiles + (t * s.stride + neuron) * TILE;
      double *left = s.left + t * TILE;
      for (int v = 0; v < TILE; v += D::lanes) {
        D::V y = load(from + v) * pivot.scale;
        store(to + v, y);
        store(left + v, load(left + v) - y * y);
      }
    }
    for (Index below = i + 1; below < rows; below++) {
      double x = column(s.tiles, s.stride, first + below)[neuron * TILE];
      for (Index t = (first + below) / TILE; t < s.padded / TILE; t++) {
        double *target = s.strip + (t * STRIP_STRIDE + below) * TILE;
        const double *y = s.tiles + (t * s.stride + neuron) * TILE;
        for (int v = 0; v < TILE; v += D::lanes) store(target + v, load(target + v) - x * load(y + v));
      }
    }
  }
  return 0;
}

// Doubles of work space for one call.
EXPORT Index residual_space(Index width, Index depth, Index sizeCount) {
  return tiled(width) * (odd(depth) + STRIP_STRIDE + 1 + sizeCount);
}

// gram [stride, stride], of which order names the width neurons of the layer; sizes ascending and below width, depth = the last; out: [5][sizeCount] — Σ D_jj outside the chunk, neurons not
// reconstructed, Σ over pairs of |ρ|, the same with the guard (on the scale of the Gram) in the denominator, and Σ over pairs of ρ². rounding: of
// an entry of the Gram and its elimination, relative to √(G_ii G_jj).
// Returns 0, or 1 where a pivot is in doubt (see eliminate) and residual_exactly is to be asked instead.
EXPORT i32 residual_nested(const double *gram, Index stride, const i32 *order, Index width, const i32 *sizes, Index sizeCount,
                           double ridge, double guard, double reconstructed, double rounding,
                           double *space, double *out) {
  Residual s;
  s.gram = {gram, stride, order, width}, s.width = width, s.padded = tiled(width);
  s.sizes = sizes, s.sizeCount = sizeCount, s.depth = sizes[sizeCount - 1], s.stride = odd(s.depth);
  s.ridge = ridge, s.guard = guard, s.reconstructed = reconstructed, s.rounding = rounding, s.trace = trace_of(s.gram);
  s.tiles = space;
  s.strip = s.tiles + s.padded * s.stride;
  s.left = s.strip + s.padded * STRIP_STRIDE;
  s.inverse = s.left + s.padded;
  s.remaining = out, s.counts = out + sizeCount, s.outside = out + 2 * sizeCount, s.all = out + 3 * sizeCount;
  s.squares = out + 4 * sizeCount;
  for (Index j = 0; j < s.padded; j++) s.left[j] = j < width ? s.gram.diagonal(j) : 0;
  for (Index i = 0; i < 5 * sizeCount; i++) out[i] = 0;
  Index passed = 0; // sizes already behind the current strip
  bool smallGuard = true;
  for (Index first = 0; first < width;) {
    Index limit = first < s.depth ? sizes[passed] : width;
    Index rows = minimum(STRIP, limit - first);
    gather(s.strip, s.gram, first, rows, first / TILE);
    for (Index tile = first / TILE; tile < s.padded / TILE; tile++)
      advance_through(s, first, rows, tile, passed, smallGuard);
    if (first < s.depth && eliminate(s, first, rows)) return 1;
    first += rows;
    while (passed < sizeCount && sizes[passed] <= first) {
      snapshot(s, passed, sizes[passed]);
      for (Index j = 0; j < width; j++) {
        double weight = s.inverse[passed * s.padded + j];
        smallGuard &= weight * weight * guard < 1e-6;
      }
      passed++;
    }
  }
  return 0;
}
