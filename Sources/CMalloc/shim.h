#ifndef HOCLIEU_CMALLOC_SHIM_H
#define HOCLIEU_CMALLOC_SHIM_H

#include <malloc.h>

#endif
