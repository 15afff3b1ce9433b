#ifndef HOCLIEU_CZINT_SHIM_H
#define HOCLIEU_CZINT_SHIM_H

#include <zint.h>

/// Whether a module of the symbol is dark. The rows are a C array of arrays,
/// which Swift sees as a tuple of two hundred.
static inline int hoclieu_zint_module(const struct zint_symbol *symbol, int row, int column) {
    return (symbol->encoded_data[row][column / 8] >> (column % 8)) & 1;
}

#endif
