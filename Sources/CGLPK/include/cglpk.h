// GLPK behind a guard: no call of these can end the process, print on the terminal or jump over a frame of the caller.
//
// Each call that reaches GLPK runs inside one guarded region: hooks set, body run, hooks taken away. When GLPK gives up
// (it would abort), the region ends with CGLPK_FATAL and GLPK's own words; its memory on this thread is then freed, and
// with it every open problem of this thread, which its handle notices. Indices are from 0, bounds may be infinite.
#ifndef OUTCRY_CGLPK_H
#define OUTCRY_CGLPK_H

#include <stddef.h>
#include <stdint.h>

// How a guarded call ended.
enum {
  CGLPK_DONE = 0,
  CGLPK_FATAL = 1,     // GLPK gave up; its words are in the message
  CGLPK_MEMORY = 2,    // the memory limit was reached
  CGLPK_STALE = 3,     // the handle is of another thread, or of a GLPK that was thrown away
  CGLPK_UNREADABLE = 4,  // a file could not be read or written: GLPK's words are in the message
  CGLPK_NO_FILE = 5    // a temporary file could not be made
};

// What a solve found.
enum {
  CGLPK_OPTIMAL = 0,
  CGLPK_INFEASIBLE = 1,
  CGLPK_UNBOUNDED = 2,
  CGLPK_NO_DUAL = 3,          // infeasible or unbounded
  CGLPK_ITERATION_LIMIT = 4,
  CGLPK_NODE_LIMIT = 5,
  CGLPK_FAILED = 6            // see `code`
};

enum { CGLPK_PRIMAL = 0, CGLPK_DUAL = 1, CGLPK_DUAL_THEN_PRIMAL = 2 };
enum { CGLPK_LP = 0, CGLPK_FREE_MPS = 1, CGLPK_FIXED_MPS = 2 };

typedef struct {
  int32_t rows, columns, entries;
  int32_t maximises;
  double constant;
  const int32_t *entry_row, *entry_column;  // no pair twice
  const double *entry_value;
  const double *cost, *lower, *upper;       // columns
  const double *row_lower, *row_upper;      // rows
  const uint8_t *is_integer;                // columns, or NULL
} cglpk_program;

typedef struct {
  int32_t method;
  int32_t presolves, scales, exact;
  int32_t iteration_limit, node_limit;      // negative: none
  int32_t memory_limit;                     // MiB, 0: none
  double tolerance;
} cglpk_options;

typedef struct {
  int32_t found;
  int32_t code;                             // as returned by GLPK
  int32_t primal_feasible, dual_feasible;
  int64_t iterations, nodes;
  double bound;                             // of an integer program: no solution is better
  int32_t has_bound, has_incumbent;
  double *values, *reduced_costs;           // columns
  double *duals;                            // rows
  double *incumbent;                        // columns, or NULL: the best integer solution so far
} cglpk_answer;

// An open problem. All zero: none.
typedef struct {
  void *problem;
  uint64_t environment;
} cglpk_handle;

// Rows, columns and entries of a program that an open problem has already.
typedef struct {
  int32_t rows, columns, entries;
  int32_t costs_changed, bounds_changed;
} cglpk_known;

// Builds, solves, reads out and frees.
int cglpk_solve(
  const cglpk_program *program, const cglpk_options *options, cglpk_answer *answer, char *message, size_t capacity);

// Opens a problem that stays.
int cglpk_open(
  const cglpk_program *program, int32_t memory_limit, cglpk_handle *handle, char *message, size_t capacity);
// Brings an open problem up to date and solves it from its last basis.
int cglpk_solve_again(
  const cglpk_handle *handle, const cglpk_program *program, const cglpk_known *known, const cglpk_options *options,
  cglpk_answer *answer, char *message, size_t capacity);
// Frees an open problem, unless it is gone already.
void cglpk_close(cglpk_handle *handle);
// Whether a handle may be used here and now.
int cglpk_is_open(const cglpk_handle *handle);

// Reads a file; `bytes`, where not NULL, are put into a temporary file instead, and `name` is what the message calls it.
int cglpk_read(
  int32_t format, const char *path, const uint8_t *bytes, size_t count, cglpk_handle *handle, char *message,
  size_t capacity);
// The sizes of a problem that was read.
int cglpk_sizes(const cglpk_handle *handle, cglpk_program *sizes);
// Fills the arrays of `program`, whose sizes are those above.
int cglpk_copy(
  const cglpk_handle *handle, int32_t *entry_row, int32_t *entry_column, double *entry_value, double *cost,
  double *lower, double *upper, double *row_lower, double *row_upper, uint8_t *is_integer, double *constant);
// Names, NULL where there is none; they live as long as the handle.
const char *cglpk_row_name(const cglpk_handle *handle, int32_t row);
const char *cglpk_column_name(const cglpk_handle *handle, int32_t column);
const char *cglpk_program_name(const cglpk_handle *handle);

// Writes a file; where `path` is NULL, into a buffer that the caller frees by `cglpk_free_bytes`.
int cglpk_write(
  int32_t format, const char *path, const cglpk_program *program, const char *const *row_names,
  const char *const *column_names, const char *name, uint8_t **bytes, size_t *count, char *message, size_t capacity);
void cglpk_free_bytes(uint8_t *bytes);

// 1: GLPK was built without thread-local storage, and calls wait for one another.
int cglpk_is_serial(void);
// Makes calls wait for one another as they would then (tests).
void cglpk_make_serial(int on);
// GLPK's memory on this thread [bytes], 0 without one (tests).
size_t cglpk_memory(void);
// A call that makes GLPK give up, of several kinds (tests).
int cglpk_fail(int32_t kind, char *message, size_t capacity);
enum { CGLPK_FAILURES = 7 };
const char *cglpk_version(void);

#endif
