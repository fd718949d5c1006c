// Held-out residual variance of every nested chunk of one draw: the map is fitted on F, the centred Gram of the
// training features, and judged on M = Σ (x − μ_train)(x − μ_train)ᵀ over the test features, which is given as their
// centred Gram and the offset √N (μ_test − μ_train).
//
// Eliminating neuron i from F subtracts uᵢⱼ = F_ij / (F_ii + λ) times neuron i from every neuron j. The same change of
// variables turns M into M − u vᵀ − v uᵀ with v = m − ½ m_ii u and m row i of M: after w neurons the trace of what
// remains is Σ_j SSres_j of the chunk. y = u √p and V = v / √p (p the pivot) are kept, so F needs y yᵀ alone.
#include "tile.h"

struct HeldOut {
  Ordered fit, judged;
  Index width, padded, depth, stride; // stride: rows that Y has room for
  double ridge, rounding, trace;
  double *y, *v;                 // [padded / 8][stride][8]
  double *fitStrip, *judgedStrip; // [padded / 8][STRIP_STRIDE][8]
  double *left;                  // running M_jj, [padded]
  double unused = 0;             // what is left of the chunk's own neurons that the map does not use
};

static void advance(HeldOut &s, Index first, Index row, Index rows, Index tile, Index done, Index until) {
  const double *y[STRIP_ROWS], *v[STRIP_ROWS];
  for (int r = 0; r < STRIP_ROWS; r++) {
    Index here = minimum(row + r, rows - 1);
    y[r] = column(s.y, s.stride, first + here);
    v[r] = column(s.v, s.stride, first + here);
  }
  Sums fit = load_rows(s.fitStrip, tile, row, rows), judged = load_rows(s.judgedStrip, tile, row, rows);
  const double *yRight = s.y + tile * s.stride * TILE, *vRight = s.v + tile * s.stride * TILE;
  subtract_products(fit, y, yRight, done, until);
  subtract_products(judged, y, vRight, done, until);
  subtract_products(judged, v, yRight, done, until);
  store_rows(s.fitStrip, tile, row, rows, fit);
  store_rows(s.judgedStrip, tile, row, rows, judged);
}

// Whether what is left of row i of the fit's strip, of which `judged` is left in the judged rows, would show in the map.
static bool informs(const HeldOut &s, Index i, Index neuron, double judged, double pivot) {
  double own = __builtin_sqrt(s.fit.diagonal(neuron)), squares = 0;
  for (Index j = neuron + 1; j < s.width; j++) {
    double entry = absolute(*strip_at(s.fitStrip, i, j));
    if (entry > NOTICED * s.rounding * own * __builtin_sqrt(s.fit.diagonal(j))) squares += entry * entry;
  }
  return squares * judged > 1e-14 * s.trace * pivot * pivot;
}

static i32 eliminate(HeldOut &s, Index first, Index rows) {
  for (Index i = 0; i < rows; i++) {
    Index neuron = first + i, tiles = s.padded / TILE;
    double variance = *strip_at(s.fitStrip, i, neuron), judged = *strip_at(s.judgedStrip, i, neuron);
    Pivot pivot = judge_pivot(variance, s.fit.diagonal(neuron), s.ridge, s.rounding,
                              [&](double known) { return informs(s, i, neuron, judged, known); });
    // A neuron that depends on the chunk in the few training rows, and not in the test rows, is none to leave out: there
    // the ridge spreads the map over the whole chunk.
    double noise = NOTICED * s.rounding, share = noise > 1e-9 ? noise : 1e-9;
    bool independent = s.fit.diagonal(neuron) > 0 && judged > share * s.judged.diagonal(neuron);
    if (pivot.doubtful || (pivot.scale == 0 && independent)) return 1;
    // The map gives a neuron that it does not use, dead in the training rows, its training mean and nothing more.
    if (pivot.scale == 0 && s.left[neuron] > 0) s.unused += s.left[neuron];
    double own = 0.5 * judged * pivot.scale;
    for (Index t = neuron / TILE; t < tiles; t++)
      for (int l = 0; l < TILE; l += D::lanes) {
        D::V y = load(s.fitStrip + (t * STRIP_STRIDE + i) * TILE + l) * pivot.scale;
        D::V v = (load(s.judgedStrip + (t * STRIP_STRIDE + i) * TILE + l) - own * y) * pivot.scale;
        store(s.y + (t * s.stride + neuron) * TILE + l, y);
        store(s.v + (t * s.stride + neuron) * TILE + l, v);
        store(s.left + t * TILE + l, load(s.left + t * TILE + l) - 2.0 * y * v);
      }
    for (Index below = i + 1; below < rows; below++) {
      double y = column(s.y, s.stride, first + below)[neuron * TILE];
      double v = column(s.v, s.stride, first + below)[neuron * TILE];
      for (Index t = (first + below) / TILE; t < tiles; t++)
        for (int l = 0; l < TILE; l += D::lanes) {
          double *fit = s.fitStrip + (t * STRIP_STRIDE + below) * TILE + l;
          double *judged = s.judgedStrip + (t * STRIP_STRIDE + below) * TILE + l;
          D::V yRight = load(s.y + (t * s.stride + neuron) * TILE + l);
          D::V vRight = load(s.v + (t * s.stride + neuron) * TILE + l);
          store(fit, load(fit) - y * yRight);
          store(judged, load(judged) - y * vRight - v * yRight);
        }
    }
  }
  return 0;
}

// Doubles of work space for one call.
EXPORT Index held_out_space(Index width, Index depth) { return tiled(width) * (2 * odd(depth) + 2 * STRIP_STRIDE + 1); }

// sizes ascending, depth = the last; rounding as in residual_nested; out: [sizeCount] Σ_j SSres_j, of the chunk's own neurons too.
// Returns 0, or 1 where a pivot is in doubt and
// held_out_exactly is to be asked instead.
EXPORT i32 held_out_nested(const double *fit, const double *judged, const double *offset,
                           Index width, const i32 *order, const i32 *sizes,
                           Index sizeCount, double ridge, double rounding, double *space, double *out) {
  HeldOut s;
  s.fit = {fit, width, order, width}, s.judged = {judged, width, order, width, offset};
  s.width = width, s.padded = tiled(width), s.depth = sizes[sizeCount - 1], s.stride = odd(s.depth), s.ridge = ridge, s.rounding = rounding;
  s.trace = trace_of(s.judged);
  s.y = space, s.v = s.y + s.padded * s.stride;
  s.fitStrip = s.v + s.padded * s.stride, s.judgedStrip = s.fitStrip + s.padded * STRIP_STRIDE;
  s.left = s.judgedStrip + s.padded * STRIP_STRIDE;
  for (Index j = 0; j < s.padded; j++) s.left[j] = j < width ? s.judged.diagonal(j) : 0;
  Index passed = 0;
  for (Index first = 0; first < s.depth;) {
    Index rows = minimum(STRIP, sizes[passed] - first);
    gather(s.fitStrip, s.fit, first, rows, first / TILE);
    gather(s.judgedStrip, s.judged, first, rows, first / TILE);
    for (Index tile = first / TILE; tile < s.padded / TILE; tile++)
      for (Index done = 0; done < first; done += DEPTH_STEP)
        for (Index row = 0; row < rows; row += STRIP_ROWS)
          advance(s, first, row, rows, tile, done, minimum(done + DEPTH_STEP, first));
    if (eliminate(s, first, rows)) return 1;
    first += rows;
    while (passed < sizeCount && sizes[passed] <= first) {
      double remaining = s.unused;
      for (Index j = first; j < width; j++) remaining += s.left[j] > 0 ? s.left[j] : 0;
      out[passed++] = remaining;
    }
  }
  return 0;
}
