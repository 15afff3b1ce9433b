#ifndef HOCLIEU_CXLSXWRITER_SHIM_H
#define HOCLIEU_CXLSXWRITER_SHIM_H

#include <xlsxwriter.h>

#endif
