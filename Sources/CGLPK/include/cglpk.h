#ifndef OUTCRY_CGLPK_H
#define OUTCRY_CGLPK_H
#endif
