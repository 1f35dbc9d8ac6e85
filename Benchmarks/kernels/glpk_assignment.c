// The assignment program of an n x k matrix, k <= n (integer costs 1...10000; each column exactly once, each row at most
// once, or exactly once if n = k) through GLPK: build, minimise by the dual simplex and, failing that, the primal, read
// out, free. check = the optimal cost.
#include "baseline.h"
#include <glpk.h>

static glp_prob *build(const double *cost, int n, int k) {
  glp_prob *problem = glp_create_prob();
  glp_set_obj_dir(problem, GLP_MIN);
  glp_add_rows(problem, n + k);
  glp_add_cols(problem, n * k);
  for (int i = 1; i <= n + k; i++) glp_set_row_bnds(problem, i, i <= n && n > k ? GLP_UP : GLP_FX, 1, 1);
  for (int j = 1; j <= n * k; j++) {
    glp_set_col_bnds(problem, j, GLP_LO, 0, 0);
    glp_set_obj_coef(problem, j, cost[j - 1]);
  }
  int count = 2 * n * k, *rows = malloc(sizeof(int) * (count + 1)), *columns = malloc(sizeof(int) * (count + 1)), e = 0;
  double *values = malloc(sizeof(double) * (count + 1));
  for (int i = 0; i < n; i++) for (int j = 0; j < k; j++) {
    rows[++e] = i + 1; columns[e] = i * k + j + 1; values[e] = 1;
    rows[++e] = n + j + 1; columns[e] = i * k + j + 1; values[e] = 1;
  }
  glp_load_matrix(problem, count, rows, columns, values);
  free(rows); free(columns); free(values);
  return problem;
}

static double solve(glp_prob *problem, int method, double *x, double *reduced, double *dual) {
  glp_smcp parameters; glp_init_smcp(&parameters);
  parameters.msg_lev = GLP_MSG_OFF; parameters.meth = method;
  parameters.tol_bnd = parameters.tol_dj = 1e-9;
  if (glp_simplex(problem, &parameters) != 0 || glp_get_status(problem) != GLP_OPT) exit(1);
  int columns = glp_get_num_cols(problem), rows = glp_get_num_rows(problem);
  for (int j = 0; j < columns; j++) { x[j] = glp_get_col_prim(problem, j + 1); reduced[j] = glp_get_col_dual(problem, j + 1); }
  for (int i = 0; i < rows; i++) dual[i] = glp_get_row_dual(problem, i + 1);
  return glp_get_obj_val(problem);
}

int main(int count, char **arguments) {
  int sizes[][3] = {{10, 4, 2000}, {200, 200, 1}}, only = count > 1 ? atoi(arguments[1]) : 0;
  for (int q = 0; q < 2; q++) {
    int n = sizes[q][0], k = sizes[q][1]; Generator g; seed(&g, 42);
    if (only && only != n) continue;
    double *cost = malloc(sizeof(double) * n * k), total = 0;
    for (int i = 0; i < n * k; i++) cost[i] = (double)(next(&g) % 10000 + 1);
    glp_delete_prob(glp_create_prob());
    double start = cpuSeconds();
    for (int r = 0; r < sizes[q][2]; r++) {
      double *x = malloc(sizeof(double) * n * k), *reduced = malloc(sizeof(double) * n * k), *dual = malloc(sizeof(double) * (n + k));
      glp_prob *problem = build(cost, n, k);
      total += solve(problem, GLP_DUALP, x, reduced, dual);
      glp_delete_prob(problem);
      free(x); free(reduced); free(dual);
    }
    report("glpk-assignment", n, sizes[q][2], cpuSeconds() - start, total / sizes[q][2]);
    free(cost);
  }
}
