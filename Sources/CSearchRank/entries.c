#include "searchrank.h"

#include <string.h>

static int read_long_varint(const uint8_t *block, size_t size, size_t *offset, uint32_t *value) {
    uint64_t sum = 0;
    for (int shift = 0; shift <= 28; shift += 7) {
        if (*offset >= size) return 0;
        const uint8_t byte = block[(*offset)++];
        sum |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80) {
            if (sum > UINT32_MAX) return 0;
            *value = (uint32_t)sum;
            return 1;
        }
    }
    return 0;
}

/// Nearly all are of one byte.
static inline int read_varint(const uint8_t *block, size_t size, size_t *offset, uint32_t *value) {
    if (*offset >= size || block[*offset] >= 0x80) return read_long_varint(block, size, offset, value);
    *value = block[(*offset)++];
    return 1;
}

static inline __attribute__((always_inline)) int next_entry(
    const uint8_t *block, size_t size, size_t *offset, sr_entry *entry) {
    uint32_t kind;
    if (!read_varint(block, size, offset, &entry->shared)) return 0;
    if (!read_varint(block, size, offset, &entry->restLength)) return 0;
    if (entry->restLength > size - *offset) return 0;
    entry->rest = block + *offset;
    *offset += entry->restLength;
    if (!read_varint(block, size, offset, &entry->documents)) return 0;
    if (!read_varint(block, size, offset, &kind)) return 0;
    entry->listLength = kind >> 1;
    if (kind & 1) {
        entry->list = NULL;
        return read_varint(block, size, offset, &entry->listBlock);
    }
    entry->listBlock = 0;
    if (entry->listLength > size - *offset) return 0;
    entry->list = block + *offset;
    *offset += entry->listLength;
    return 1;
}

int sr_next_entry(const uint8_t *block, size_t size, size_t *offset, sr_entry *entry) {
    return next_entry(block, size, offset, entry);
}

int sr_find_entry(const uint8_t *block, size_t size, const uint8_t *term, size_t length, sr_entry *entry) {
    size_t offset = 0;
    // How many bytes of `term` the entry before agrees with; it stands before `term`.
    size_t agreed = 0;
    while (next_entry(block, size, &offset, entry)) {
        if (entry->shared > agreed) continue;
        if (entry->shared < agreed) return 0;
        const size_t left = length - agreed;
        const size_t common = entry->restLength < left ? entry->restLength : left;
        size_t same = 0;
        while (same < common && entry->rest[same] == term[agreed + same]) same++;
        if (same == common) {
            if (entry->restLength == left) return 1;
            if (entry->restLength > left) return 0;
        } else if (entry->rest[same] > term[agreed + same]) {
            return 0;
        }
        agreed += same;
    }
    return 0;
}
