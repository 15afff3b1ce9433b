#ifndef HOCLIEU_CZLIB_SHIM_H
#define HOCLIEU_CZLIB_SHIM_H

#include <zlib.h>

/// Begins a gzip stream; deflateInit2 is a macro and not seen from Swift.
/// 15 + 16: the largest window, with a gzip header.
static inline int hoclieu_gzip_begin(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

#endif
