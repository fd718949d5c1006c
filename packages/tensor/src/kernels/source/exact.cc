// One chunk at a time, for layers whose scales or near copies make nested elimination doubtful: the ridge's own share of
// the residual is kept. A Cholesky factorisation does not mind scales: its rounding is relative to each neuron's own
// variance, and so is the bound below which a pivot is rounding and its neuron left out.
#include "tile.h"

struct Map {
  Ordered gram;
  Index width, size;
  double *y, *coefficients; // [size][width], columns in the draw's order
  double *roots;            // square roots of the pivots; 0 where the neuron was left out
  double *left;             // running D_jj, [width]
};

static void subtract_row(double *target, double factor, const double *row, Index count) {
  if (factor == 0) return;
  for (Index j = 0; j < count; j++) target[j] -= factor * row[j];
}

// Variance of later neurons that row k, left out as rounding, might have explained: of those with which it shares more
// than rounding. A copy shares nothing.
static double in_doubt(const Map &m, Index k, double rounding) {
  double own = __builtin_sqrt(m.gram.diagonal(k)), total = 0;
  for (Index j = k + 1; j < m.width; j++) {
    double noise = NOTICED * rounding * own * __builtin_sqrt(m.gram.diagonal(j));
    if (absolute(m.y[k * m.width + j]) > noise && m.left[j] > 0) total += m.left[j];
  }
  return total;
}

// Fills y = L⁻¹ G_S: and the coefficients B = (G_SS + λI)⁻¹ G_S:. Returns how many neurons of the chunk repeat others so
// nearly that the Gram's rounding would show: more than SHOWN of the layer's variance hangs on it.
static const double SHOWN = 1e-5;
static i32 solve(Map &m, double ridge, double rounding) {
  Index width = m.width, size = m.size;
  double trace = trace_of(m.gram);
  i32 unresolved = 0;
  for (Index j = 0; j < width; j++) m.left[j] = m.gram.diagonal(j);
  for (Index i = 0; i < size; i++)
    for (Index j = 0; j < width; j++)
      m.y[i * width + j] = m.gram.at(i, j);
  for (Index k = 0; k < size; k++) {
    double *row = m.y + k * width;
    double pivot = row[k] + ridge, noise = rounding * m.gram.diagonal(k);
    if (!(pivot > 4 * noise)) {
      unresolved += in_doubt(m, k, rounding) > SHOWN * trace;
      m.roots[k] = 0;
      for (Index j = 0; j < width; j++) row[j] = 0;
      continue;
    }
    m.roots[k] = __builtin_sqrt(pivot);
    double explained = 0;
    for (Index j = 0; j < width; j++) {
      row[j] /= m.roots[k];
      m.left[j] -= row[j] * row[j];
      if (j > k) explained += row[j] * row[j];
    }
    unresolved += explained * noise > SHOWN * trace * pivot;
    for (Index i = k + 1; i < size; i++) subtract_row(m.y + i * width, row[i], row, width);
  }
  for (Index k = size - 1; k >= 0; k--) {
    double *row = m.coefficients + k * width;
    const double *y = m.y + k * width;
    for (Index j = 0; j < width; j++) row[j] = y[j];
    if (m.roots[k] == 0) continue;
    for (Index i = k + 1; i < size; i++)
      if (m.roots[i] != 0) subtract_row(row, y[i], m.coefficients + i * width, width);
    for (Index j = 0; j < width; j++) row[j] /= m.roots[k];
  }
  return unresolved;
}

// Doubles of work space for one call of either function below.
EXPORT Index exact_space(Index width, Index size) { return 2 * size * width + size + 2 * width; }

static Map lay_out(const double *gram, Index stride, const i32 *order, Index width, Index size, double *space) {
  double *roots = space + 2 * size * width;
  return {{gram, stride, order, width}, width, size, space, space + size * width, roots, roots + size};
}

// As residual_nested, for the one size; out: [5]. Returns the number of neurons whose part the Gram does not resolve.
EXPORT i32 residual_exactly(const double *gram, Index stride, const i32 *order, Index width, Index size, double ridge, double guard,
                             double reconstructed, double rounding, double *space, double *out) {
  Map m = lay_out(gram, stride, order, width, size, space);
  i32 unresolved = solve(m, ridge, rounding);
  double *left = m.left, *row = left + width;
  for (Index j = 0; j < width; j++) {
    left[j] = m.gram.diagonal(j);
    for (Index k = 0; k < size; k++) {
      double y = m.y[k * width + j], b = m.coefficients[k * width + j];
      left[j] -= y * y + ridge * b * b;
    }
  }
  for (Index i = 0; i < 5; i++) out[i] = 0;
  for (Index j = 0; j < width; j++) {
    if (left[j] > 0) out[0] += left[j];
    bool stays = j >= size && left[j] > reconstructed * m.gram.diagonal(j);
    if (!stays) left[j] = 0;
    out[1] += stays;
  }
  for (Index i = size; i < width; i++) {
    if (left[i] == 0) continue;
    for (Index j = i; j < width; j++) row[j] = m.gram.at(i, j);
    for (Index k = 0; k < size; k++) {
      subtract_row(row + i, m.y[k * width + i], m.y + k * width + i, width - i);
      subtract_row(row + i, ridge * m.coefficients[k * width + i], m.coefficients + k * width + i, width - i);
    }
    for (Index j = i + 1; j < width; j++) {
      if (left[j] == 0) continue;
      double spread = __builtin_sqrt(left[i] * left[j]);
      out[2] += absolute(row[j]) / spread;
      out[3] += absolute(row[j]) / (spread + guard);
      out[4] += row[j] * row[j] / (left[i] * left[j]);
    }
  }
  return unresolved;
}

// As held_out_nested, for the one size: out[0] = Σ_j SSres_j = tr M − 2 ⟨B, M_S:⟩ + ⟨B, M_SS B⟩. Returns as residual_exactly.
EXPORT i32 held_out_exactly(const double *fit, const double *judged, const double *offset, Index width, const i32 *order, Index size,
                               double ridge, double rounding, double *space, double *out) {
  Map m = lay_out(fit, width, order, width, size, space);
  i32 unresolved = solve(m, ridge, rounding);
  Ordered M = {judged, width, order, width, offset};
  double *mixed = m.left, total = 0;
  for (Index j = 0; j < width; j++) total += M.diagonal(j);
  for (Index i = 0; i < size; i++) {
    for (Index j = 0; j < width; j++) mixed[j] = -2 * M.at(i, j);
    for (Index k = 0; k < size; k++) subtract_row(mixed, -M.at(i, k), m.coefficients + k * width, width);
    for (Index j = 0; j < width; j++) total += m.coefficients[i * width + j] * mixed[j];
  }
  out[0] = total > 0 ? total : 0;
  return unresolved;
}
