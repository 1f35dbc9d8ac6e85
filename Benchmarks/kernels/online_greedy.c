// Online matching on a random graph, drawn first and then played: n offline vertices, m arrivals with ten neighbours each
// (Floyd's sample, kept in order) and weights U[0,1]; each arrival takes its heaviest neighbour that is left. The graph is
// stored in rows, as a simulator must that compares policies on it. check = matched share of the arrivals.
#include "baseline.h"
enum { degree = 10 };
static inline long below(Generator *g, uint64_t bound) {
  return (long)(((unsigned __int128)next(g) * bound) >> 64);
}
int main(void) {
  const long n = 100000, m = 200000, rounds = 5;
  int *offline = malloc(m * degree * sizeof *offline);
  double *weights = malloc(m * degree * sizeof *weights), *left = malloc(n * sizeof *left);
  double matched = 0, welfare = 0;
  Generator g; seed(&g, 1);
  double start = cpuSeconds();
  for (long round = 0; round < rounds; round++) {
    for (long u = 0; u < n; u++) left[u] = 1;
    for (long v = 0; v < m; v++) {
      int *row = offline + v * degree;
      for (long k = 0; k < degree; k++) {
        long bound = n - degree + k;
        int drawn = (int)below(&g, bound + 1), place = 0;
        while (place < k && row[place] < drawn) place++;
        if (place < k && row[place] == drawn) { row[k] = (int)bound; continue; }
        for (long i = k; i > place; i--) row[i] = row[i - 1];
        row[place] = drawn;
      }
      for (long k = 0; k < degree; k++) weights[v * degree + k] = uniform(&g);
    }
    for (long v = 0; v < m; v++) {
      long best = -1; double score = 0;
      for (long e = v * degree; e < (v + 1) * degree; e++)
        if (left[offline[e]] > 0 && weights[e] > score) { score = weights[e]; best = e; }
      if (best >= 0) { left[offline[best]] -= 1; matched++; welfare += weights[best]; }
    }
  }
  report("online-greedy", degree, rounds * m, cpuSeconds() - start, matched / (rounds * m));
  return welfare > 0 ? 0 : 1;
}
