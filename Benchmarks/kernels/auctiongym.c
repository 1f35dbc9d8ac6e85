// AuctionGym's market: 6 agents with 12 ads each; a user has 5 numbers of N(0,1) and the constant 1, an ad 5 coefficients of
// N(0,1) and a constant U[-4,-3], a click is worth exp(.1 + .2 N(0,1)). Each round 2 agents meet in a second-price auction.
// oracle: they see the whole user and know the click rates. thompson: they see 4 numbers and the constant, and learn by a
// Bayesian logistic regression per ad (diagonal Laplace, Newton's method after every 10,000 rounds), choosing ads with a draw
// of every ad's logit. The regrets are measured as the simulator does. check = expected welfare per auction.
#include "baseline.h"
enum { agents = 6, ads = 12, hidden = 5, seen = 4, d = seen + 1, rounds = 10000, iterations = 20 };
static double spare; static int hasSpare;
static double normal(Generator *g) {
  if (hasSpare) { hasSpare = 0; return spare; }
  double u, v, s;
  do { u = 2 * uniform(g) - 1; v = 2 * uniform(g) - 1; s = u * u + v * v; } while (s >= 1 || s == 0);
  s = sqrt(-2 * log(s) / s); spare = v * s; hasSpare = 1; return u * s;
}
static double theta[agents][ads][hidden + 1], value[agents][ads];
static double mean[agents][ads][d], precision[agents][ads][d];
typedef struct { double x[d]; double y; } Row;
static Row *won[agents][ads]; static int count[agents][ads];

static double measure(const double *w, const double *m, const double *q, const Row *rows, int n, double *g, double (*h)[d]) {
  double loss = 0;
  for (int i = 0; i < d; i++) {
    loss += q[i] * (w[i] - m[i]) * (w[i] - m[i]) / 2; g[i] = q[i] * (w[i] - m[i]);
    for (int j = 0; j < d; j++) h[i][j] = i == j ? q[i] : 0;
  }
  for (int r = 0; r < n; r++) {
    double z = 0;
    for (int i = 0; i < d; i++) z += rows[r].x[i] * w[i];
    double e = exp(-fabs(z)), p = (z < 0 ? e : 1) / (1 + e), s = p * (1 - p);
    loss += (z > 0 ? z : 0) + log1p(e) - rows[r].y * z;
    for (int i = 0; i < d; i++) {
      g[i] += (p - rows[r].y) * rows[r].x[i];
      for (int j = 0; j <= i; j++) h[i][j] += s * rows[r].x[i] * rows[r].x[j];
    }
  }
  return loss;
}
static void learn(double *m, double *q, const Row *rows, int n) {
  if (!n) return;
  double w[d], g[d], h[d][d], step[d];
  memcpy(w, m, sizeof w);
  double loss = measure(w, m, q, rows, n, g, h);
  for (int turn = 0; turn < 100; turn++) {
    double decrement = 0;
    for (int i = 0; i < d; i++) for (int j = 0; j <= i; j++) {
      double sum = h[i][j];
      for (int k = 0; k < j; k++) sum -= h[i][k] * h[j][k];
      h[i][j] = i == j ? sqrt(sum) : sum / h[j][j];
    }
    for (int i = 0; i < d; i++) {
      double sum = g[i];
      for (int k = 0; k < i; k++) sum -= h[i][k] * step[k];
      step[i] = sum / h[i][i]; decrement += step[i] * step[i];
    }
    for (int i = d - 1; i >= 0; i--) {
      double sum = step[i];
      for (int k = i + 1; k < d; k++) sum -= h[k][i] * step[k];
      step[i] = sum / h[i][i];
    }
    if (!(decrement > 1e-13 * (1 + fabs(loss)))) { for (int i = 0; i < d; i++) w[i] -= step[i]; break; }
    double trial[d], size = 1, found;
    do {
      for (int i = 0; i < d; i++) trial[i] = w[i] - size * step[i];
      found = measure(trial, m, q, rows, n, g, h);
      size /= 2;
    } while (found > loss - 1e-4 * decrement * size * 2 && size > 1e-10);
    memcpy(w, trial, sizeof w); loss = found;
  }
  measure(w, m, q, rows, n, g, h);
  for (int i = 0; i < d; i++) q[i] = h[i][i];
  memcpy(m, w, sizeof w);
}

static double regret, sink;
static void play(const char *name, int learns, long catalogues) {
  double welfare = 0, revenue = 0, start, seconds = 0;
  Generator g; seed(&g, 1);
  for (long c = 0; c < catalogues; c++) {
    for (int a = 0; a < agents; a++) for (int i = 0; i < ads; i++) {
      for (int k = 0; k < hidden; k++) theta[a][i][k] = normal(&g);
      theta[a][i][hidden] = -4 + uniform(&g); value[a][i] = exp(.1 + .2 * normal(&g));
      for (int k = 0; k < d; k++) { mean[a][i][k] = 0; precision[a][i][k] = 1; }
    }
    start = cpuSeconds();
    int order[agents]; for (int a = 0; a < agents; a++) order[a] = a;
    for (int t = 0; t < iterations; t++) {
      memset(count, 0, sizeof count);
      for (int round = 0; round < rounds; round++) {
        double x[hidden + 1], s[d], bid[2], worth[2], rate[2]; int chosen[2];
        for (int k = 0; k < hidden; k++) x[k] = normal(&g);
        x[hidden] = 1;
        for (int k = 0; k < seen; k++) s[k] = x[k];
        s[seen] = 1;
        for (int p = 0; p < 2; p++) {
          int place = p + (int)(((unsigned __int128)next(&g) * (agents - p)) >> 64), a = order[place];
          order[place] = order[p]; order[p] = a;
          double rates[ads], best = 0;
          for (int i = 0; i < ads; i++) {
            double z = 0;
            for (int k = 0; k <= hidden; k++) z += theta[a][i][k] * x[k];
            rates[i] = 1 / (1 + exp(-z));
            if (rates[i] * value[a][i] > best) best = rates[i] * value[a][i];
          }
          double top = -1, estimate = 0; chosen[p] = 0;
          for (int i = 0; i < ads; i++) {
            double e = rates[i], drawn = e;
            if (learns) {
              double z = 0, v = 0;
              for (int k = 0; k < d; k++) { z += s[k] * mean[a][i][k]; v += s[k] * s[k] / precision[a][i][k]; }
              drawn = 1 / (1 + exp(-(z + sqrt(v) * normal(&g)))); e = z;
            }
            if (drawn * value[a][i] > top) { top = drawn * value[a][i]; chosen[p] = i; estimate = e; }
          }
          if (learns) estimate = 1 / (1 + exp(-estimate));
          rate[p] = rates[chosen[p]]; worth[p] = rate[p] * value[a][chosen[p]];
          bid[p] = estimate * value[a][chosen[p]];
          regret += best - worth[p]; sink += (estimate - rate[p]) * (estimate - rate[p]);
        }
        int w = bid[1] > bid[0], a = order[w], i = chosen[w];
        int clicked = uniform(&g) < rate[w];
        welfare += worth[w]; revenue += bid[1 - w]; sink += clicked * value[a][i];
        if (learns) {
          Row *r = &won[a][i][count[a][i]++];
          memcpy(r->x, s, sizeof s); r->y = clicked;
        }
      }
      if (learns) for (int a = 0; a < agents; a++) for (int i = 0; i < ads; i++)
        learn(mean[a][i], precision[a][i], won[a][i], count[a][i]);
    }
    seconds += cpuSeconds() - start;
  }
  double n = (double)catalogues * rounds * iterations;
  report(name, agents, n, seconds, welfare / n);
}
int main(void) {
  for (int a = 0; a < agents; a++) for (int i = 0; i < ads; i++) won[a][i] = malloc(rounds * sizeof(Row));
  play("auctiongym-oracle", 0, 5);
  play("auctiongym-thompson", 1, 2);
  return sink > 1e300;
}
