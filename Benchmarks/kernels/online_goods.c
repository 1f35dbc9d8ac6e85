// Goods for a hundred agents as a C programmer would write it: values uniform in {0, …, 1000} drawn first, then each item to
// whom it is worth most after scaling by its total, and what every bundle is worth to every agent is kept up to date.
// check = half the mean utility, values rescaled to 100 for everything: about 100/101.
#include "baseline.h"
#include <string.h>
enum { agents = 100 };
static inline int below(Generator *g, uint64_t bound) {
  return (int)(((unsigned __int128)next(g) * bound) >> 64);
}
int main(void) {
  const long items = 100000, rounds = 3;
  int *values = malloc(items * agents * sizeof *values);
  static double worth[agents][agents], scale[agents], total[agents];
  double check = 0;
  Generator g; seed(&g, 1);
  double start = cpuSeconds();
  for (long round = 0; round < rounds; round++) {
    memset(worth, 0, sizeof worth); memset(total, 0, sizeof total);
    for (long e = 0; e < items; e++)
      for (int i = 0; i < agents; i++) { int v = below(&g, 1001); values[e * agents + i] = v; total[i] += v; }
    for (int i = 0; i < agents; i++) scale[i] = agents / total[i];
    for (long e = 0; e < items; e++) {
      const int *row = values + e * agents;
      int best = 0; double most = -1;
      for (int i = 0; i < agents; i++) { double w = row[i] * scale[i]; if (w > most) { most = w; best = i; } }
      for (int i = 0; i < agents; i++) worth[best][i] += row[i];
    }
    for (int i = 0; i < agents; i++) check += worth[i][i] * scale[i];
  }
  report("online-goods", agents, rounds * items, cpuSeconds() - start, check / (rounds * agents) / 2);
  return 0;
}
