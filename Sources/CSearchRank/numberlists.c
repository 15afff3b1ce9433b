#include "searchrank.h"

#include <stdlib.h>
#include <string.h>

enum { chunkBits = 8, chunkSize = 1 << chunkBits };

struct sr_chunk {
    uint32_t isWide;
    /// Where each document's numbers begin, and where the last one's end.
    uint32_t starts[chunkSize + 1];
    /// Or uint32_t, where the chunk is wide.
    uint16_t numbers[];
};

static inline uint32_t number_at(const sr_chunk *chunk, uint32_t place) {
    return chunk->isWide ? ((const uint32_t *)chunk->numbers)[place] : chunk->numbers[place];
}

static size_t size_of(uint32_t isWide, size_t count) {
    return sizeof(sr_chunk) + count * (isWide ? sizeof(uint32_t) : sizeof(uint16_t));
}

size_t sr_chunk_size(const sr_chunk *chunk) { return size_of(chunk->isWide, chunk->starts[chunkSize]); }

void sr_chunk_free(const sr_chunk *chunk) { free((void *)chunk); }

/// Numbers of one chunk into another that may be wider; returns the place after them.
static uint32_t copy_numbers(sr_chunk *to, uint32_t place, const sr_chunk *from, uint32_t first, uint32_t last) {
    const size_t width = from->isWide ? sizeof(uint32_t) : sizeof(uint16_t);
    if (to->isWide == from->isWide) {
        memcpy((uint8_t *)to->numbers + place * width, (const uint8_t *)from->numbers + first * width,
               (last - first) * width);
    } else {
        for (uint32_t i = first; i < last; i++) ((uint32_t *)to->numbers)[place + i - first] = from->numbers[i];
    }
    return place + last - first;
}

sr_chunk *sr_chunk_giving(const sr_chunk *old, uint32_t document, const uint32_t *numbers, size_t count) {
    static const sr_chunk empty;
    if (!old) old = &empty;
    const uint32_t record = document & (chunkSize - 1);
    const uint32_t first = old->starts[record];
    const uint32_t last = old->starts[record + 1];
    const uint32_t all = old->starts[chunkSize];
    uint32_t isWide = old->isWide;
    for (size_t i = 0; i < count; i++) isWide |= numbers[i] > UINT16_MAX;
    sr_chunk *chunk = malloc(size_of(isWide, all - (last - first) + count));
    // As Swift's own arrays do.
    if (!chunk) abort();
    chunk->isWide = isWide;
    for (uint32_t i = 0; i <= chunkSize; i++) {
        chunk->starts[i] = old->starts[i] + (i > record ? (uint32_t)count - (last - first) : 0);
    }
    uint32_t place = copy_numbers(chunk, 0, old, 0, first);
    for (size_t i = 0; i < count; i++, place++) {
        if (isWide) ((uint32_t *)chunk->numbers)[place] = numbers[i];
        else chunk->numbers[place] = (uint16_t)numbers[i];
    }
    copy_numbers(chunk, place, old, last, all);
    return chunk;
}

/// The document's chunk, or NULL where it has none, and where its numbers stand there.
static inline const sr_chunk *find(const sr_lists *lists, uint32_t document, uint32_t *first, uint32_t *length) {
    const size_t place = document >> chunkBits;
    const sr_chunk *chunk = place < lists->count ? lists->chunks[place] : NULL;
    if (!chunk) return NULL;
    const uint32_t *starts = chunk->starts + (document & (chunkSize - 1));
    *first = starts[0];
    *length = starts[1] - starts[0];
    return chunk;
}

size_t sr_list(const sr_lists *lists, uint32_t document, uint32_t *numbers, size_t capacity) {
    uint32_t first, length;
    const sr_chunk *chunk = find(lists, document, &first, &length);
    if (!chunk) return 0;
    for (uint32_t i = 0; i < length && i < capacity; i++) numbers[i] = number_at(chunk, first + i);
    return length;
}

// MARK: Counting

/// How many documents before it is read the place of a list is fetched.
enum { ahead = 32 };

/// Fetches where the list of a document stands.
static inline void foresee(const sr_lists *lists, uint32_t document) {
    const size_t place = document >> chunkBits;
    if (place < lists->count && lists->chunks[place]) {
        __builtin_prefetch(lists->chunks[place]->starts + (document & (chunkSize - 1)));
    }
}

/// Fetches the list itself.
static inline void foresee_list(const sr_chunk *chunk, uint32_t first, uint32_t length) {
    const size_t width = chunk->isWide ? sizeof(uint32_t) : sizeof(uint16_t);
    const uint8_t *bytes = (const uint8_t *)chunk->numbers;
    __builtin_prefetch(bytes + first * width);
    __builtin_prefetch(bytes + (first + length) * width - 1);
}

/// What the numbers say.
typedef enum { values, holdings, holdingsNow } sr_meaning;

static inline __attribute__((always_inline)) uint32_t count_one(
    uint32_t number, sr_meaning meaning, uint32_t *counts) {
    if (meaning == values) {
        counts[number]++;
        return 0;
    }
    counts[number >> 1] += meaning == holdings ? 1 : number & 1;
    return number;
}

/// A list whose length the compiler knows; returns whether something can be borrowed.
static inline __attribute__((always_inline)) uint32_t count_list(
    const uint16_t *numbers, uint32_t length, sr_meaning meaning, uint32_t *counts) {
    uint32_t found = 0;
#pragma clang loop unroll(full)
    for (uint32_t i = 0; i < length; i++) found |= count_one(numbers[i], meaning, counts);
    return found & 1;
}

/// Lists no longer than that are sorted by their length, so many documents at a
/// time: the end of a list of any length is then no surprise to the processor.
enum { longest = 16, together = 256 };

static inline __attribute__((always_inline)) uint32_t count_lists(
    const sr_lists *lists, const uint32_t *documents, size_t count, sr_meaning meaning, uint32_t *counts) {
    const uint16_t *sorted[longest + 1][together];
    uint32_t found = 0;
    for (size_t from = 0; from < count; from += together) {
        const size_t to = count - from < together ? count : from + together;
        uint32_t many[longest + 1] = {0};
        for (size_t i = from; i < to; i++) {
            if (i + ahead < count) foresee(lists, documents[i + ahead]);
            uint32_t first, length;
            const sr_chunk *chunk = find(lists, documents[i], &first, &length);
            if (!chunk || length == 0) continue;
            foresee_list(chunk, first, length);
            if (length <= longest && !chunk->isWide) {
                sorted[length][many[length]++] = chunk->numbers + first;
                continue;
            }
            uint32_t some = 0;
            for (uint32_t j = first; j < first + length; j++) some |= count_one(number_at(chunk, j), meaning, counts);
            found += some & 1;
        }
#define COUNT(LENGTH) \
    for (uint32_t i = 0; i < many[LENGTH]; i++) found += count_list(sorted[LENGTH][i], LENGTH, meaning, counts);
        COUNT(1) COUNT(2) COUNT(3) COUNT(4) COUNT(5) COUNT(6) COUNT(7) COUNT(8)
        COUNT(9) COUNT(10) COUNT(11) COUNT(12) COUNT(13) COUNT(14) COUNT(15) COUNT(16)
#undef COUNT
    }
    return found;
}

void sr_count_values(const sr_lists *lists, const uint32_t *documents, size_t count, uint32_t *counts) {
    count_lists(lists, documents, count, values, counts);
}

uint32_t sr_count_holdings(
    const sr_lists *lists, const uint32_t *documents, size_t count, int now, uint32_t *counts) {
    return now ? count_lists(lists, documents, count, holdingsNow, counts)
               : count_lists(lists, documents, count, holdings, counts);
}

// MARK: Choosing

uint32_t sr_held(
    const sr_lists *lists, const uint32_t *documents, size_t count, const uint8_t *wanted, int now, uint8_t *held) {
    const uint32_t anyTime = !now;
    uint32_t all = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t first, length;
        if (i + 2 * ahead < count) foresee(lists, documents[i + 2 * ahead]);
        if (i + ahead < count) {
            const sr_chunk *next = find(lists, documents[i + ahead], &first, &length);
            if (next) foresee_list(next, first, length);
        }
        uint32_t found = 0;
        const sr_chunk *chunk = find(lists, documents[i], &first, &length);
        if (chunk && chunk->isWide) {
            const uint32_t *numbers = (const uint32_t *)chunk->numbers + first;
            for (uint32_t j = 0; j < length; j++) found |= wanted[numbers[j] >> 1] & (numbers[j] | anyTime);
        } else if (chunk) {
            const uint16_t *numbers = chunk->numbers + first;
            for (uint32_t j = 0; j < length; j++) found |= wanted[numbers[j] >> 1] & (numbers[j] | anyTime);
        }
        held[i] = found & 1;
        all += found & 1;
    }
    return all;
}

void sr_held_by_all(const sr_lists *lists, const uint8_t *wanted, int now, uint8_t *held) {
    const uint32_t anyTime = !now;
    for (size_t i = 0; i < lists->count; i++) {
        const sr_chunk *chunk = lists->chunks[i];
        if (!chunk) continue;
        uint8_t *ofChunk = held + i * chunkSize;
        uint32_t record = 0;
        for (uint32_t place = 0; place < chunk->starts[chunkSize]; place++) {
            const uint32_t number = number_at(chunk, place);
            if (!(wanted[number >> 1] & (number | anyTime) & 1)) continue;
            while (chunk->starts[record + 1] <= place) record++;
            ofChunk[record] = 1;
        }
    }
}

ptrdiff_t sr_others(const uint32_t *documents, size_t count, uint32_t limit, uint32_t *others) {
    ptrdiff_t written = 0;
    uint32_t next = 0;
    for (size_t i = 0; i < count; i++) {
        if (documents[i] < next) return -1;
        for (; next < documents[i] && next < limit; next++) others[written++] = next;
        next = documents[i] + 1;
    }
    for (; next < limit; next++) others[written++] = next;
    return written;
}
