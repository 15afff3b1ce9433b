#ifndef HOCLIEU_VARINT_H
#define HOCLIEU_VARINT_H

#include <stdint.h>

/// Writes seven bits a byte, the lowest first; returns the place behind them.
static inline uint8_t *put_varint(uint8_t *out, uint32_t value) {
    while (value >= 0x80) {
        *out++ = (uint8_t)(value | 0x80);
        value >>= 7;
    }
    *out++ = (uint8_t)value;
    return out;
}

#endif
