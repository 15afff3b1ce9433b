#include "searchrank.h"
#include "varint.h"

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

size_t sr_put_entry(
    const uint8_t *before, size_t beforeLength, const uint8_t *term, size_t termLength, const sr_entry *entry,
    uint8_t *out
) {
    const size_t most = beforeLength < termLength ? beforeLength : termLength;
    size_t shared = 0;
    while (shared < most && before[shared] == term[shared]) shared++;
    uint8_t *at = put_varint(out, (uint32_t)shared);
    at = put_varint(at, (uint32_t)(termLength - shared));
    memcpy(at, term + shared, termLength - shared);
    at = put_varint(at + termLength - shared, entry->documents);
    at = put_varint(at, entry->listLength << 1 | (entry->list == NULL));
    if (!entry->list) return (size_t)(put_varint(at, entry->listBlock) - out);
    memcpy(at, entry->list, entry->listLength);
    return (size_t)(at + entry->listLength - out);
}
