// One chunk at a time, for layers whose scales make nested elimination doubtful: the ridge's own share of the residual
// is kept, and directions of the chunk's Gram that float64 does not resolve are left out, as least squares with the
// usual cut-off (ε · w · largest eigenvalue) leaves them out.
#include "tile.h"

struct Map {
  Ordered gram;
  Index width, size;
  double *y, *coefficients; // [size][width], columns in the draw's order
  double *roots;            // square roots of the pivots; 0 where the neuron was left out
};

// Largest eigenvalue of the chunk's Gram, by power iteration from its diagonal.
static double largest_eigenvalue(const Map &m, double *from, double *to) {
  double value = 0;
  for (Index i = 0; i < m.size; i++) from[i] = m.gram.diagonal(i);
  for (int step = 0; step < 60; step++) {
    double length = 0;
    for (Index i = 0; i < m.size; i++) length += from[i] * from[i];
    length = __builtin_sqrt(length);
    if (length == 0) return 0;
    for (Index i = 0; i < m.size; i++) {
      const double *row = m.gram.values + (Index)m.gram.order[i] * m.gram.stride;
      double total = 0;
      for (Index j = 0; j < m.size; j++) total += row[m.gram.order[j]] * from[j];
      to[i] = total / length;
    }
    double next = 0;
    for (Index i = 0; i < m.size; i++) next += to[i] * to[i];
    next = __builtin_sqrt(next);
    double *swap = from;
    from = to, to = swap;
    if (absolute(next - value) <= 1e-9 * next) return next;
    value = next;
  }
  return value;
}

static void subtract_row(double *target, double factor, const double *row, Index count) {
  if (factor == 0) return;
  for (Index j = 0; j < count; j++) target[j] -= factor * row[j];
}

// negligible: share of a neuron's variance that the Gram's own rounding makes; 0 for a float64 Gram.
// Fills y = L⁻¹ G_S: and the coefficients B = (G_SS + λI)⁻¹ G_S:.
static void solve(Map &m, double ridge, double negligible) {
  Index width = m.width, size = m.size;
  double cut = 2.220446049250313e-16 * (double)size * (largest_eigenvalue(m, m.roots, m.y) + ridge);
  for (Index i = 0; i < size; i++)
    for (Index j = 0; j < width; j++)
      m.y[i * width + j] = m.gram.at(i, j);
  for (Index k = 0; k < size; k++) {
    double *row = m.y + k * width;
    double pivot = row[k] + ridge;
    bool noise = negligible > 0 && row[k] <= negligible * m.gram.diagonal(k);
    m.roots[k] = pivot > cut && !noise ? __builtin_sqrt(pivot) : 0;
    for (Index j = 0; j < width; j++) row[j] = m.roots[k] == 0 ? 0 : row[j] / m.roots[k];
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
}

// Doubles of work space for one call of either function below.
EXPORT Index exact_space(Index width, Index size) { return 2 * size * width + 2 * size + 3 * width; }

static Map lay_out(const double *gram, Index stride, const i32 *order, Index width, Index size, double *space) {
  return {{gram, stride, order, width}, width, size, space, space + size * width, space + 2 * size * width};
}

// As residual_nested, for the one size; out: [4].
EXPORT void residual_exactly(const double *gram, Index stride, const i32 *order, Index width, Index size, double ridge, double guard,
                             double reconstructed, double negligible, double *space, double *out) {
  Map m = lay_out(gram, stride, order, width, size, space);
  solve(m, ridge, negligible);
  double *left = m.roots + size, *row = left + width;
  for (Index j = 0; j < width; j++) {
    left[j] = m.gram.diagonal(j);
    for (Index k = 0; k < size; k++) {
      double y = m.y[k * width + j], b = m.coefficients[k * width + j];
      left[j] -= y * y + ridge * b * b;
    }
  }
  out[0] = out[1] = out[2] = out[3] = 0;
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
    }
  }
}

// As held_out_nested, for the one size: Σ_j SSres_j = tr M − 2 ⟨B, M_S:⟩ + ⟨B, M_SS B⟩.
EXPORT double held_out_exactly(const double *fit, const double *judged, const double *offset, Index width, const i32 *order, Index size,
                               double ridge, double negligible, double *space) {
  Map m = lay_out(fit, width, order, width, size, space);
  solve(m, ridge, negligible);
  Ordered M = {judged, width, order, width, offset};
  double *mixed = m.roots + size, total = 0;
  for (Index j = 0; j < width; j++) total += M.diagonal(j);
  for (Index i = 0; i < size; i++) {
    for (Index j = 0; j < width; j++) mixed[j] = -2 * M.at(i, j);
    for (Index k = 0; k < size; k++) subtract_row(mixed, -M.at(i, k), m.coefficients + k * width, width);
    for (Index j = 0; j < width; j++) total += m.coefficients[i * width + j] * mixed[j];
  }
  return total > 0 ? total : 0;
}
