#include "searchrank.h"

#include <stdlib.h>
#include <string.h>

/// Has all that adding a posting looks at: memory is slower than arithmetic.
typedef struct {
    uint32_t start;
    uint32_t length;
    /// The place of the term's newest posting, and its document.
    uint32_t newest;
    uint32_t newestDocument;
    uint32_t postings;
} term_line;

/// `number` is that of the term and one; 0 for an empty slot.
typedef struct {
    uint32_t hash;
    uint32_t number;
} slot_line;

typedef struct {
    uint32_t term;
    uint32_t document;
} posting;

struct sr_builder {
    uint8_t *letters;
    size_t lettersCount, lettersRoom;
    term_line *terms;
    size_t termCount, termRoom;
    posting *postings;
    uint8_t *payloads;
    size_t postingCount, postingRoom;
    /// The size is a power of two.
    slot_line *table;
    size_t tableSize;
    // After sorting:
    uint32_t *order;
    uint32_t *documents;
    uint8_t *sortedPayloads;
    uint32_t *starts;
};

enum { longestKey = 300 };

sr_builder *sr_builder_new(void) {
    sr_builder *builder = calloc(1, sizeof *builder);
    if (!builder) return NULL;
    builder->tableSize = 1 << 12;
    builder->table = calloc(builder->tableSize, sizeof *builder->table);
    if (!builder->table) {
        free(builder);
        return NULL;
    }
    return builder;
}

void sr_builder_free(sr_builder *builder) {
    if (!builder) return;
    free(builder->letters);
    free(builder->terms);
    free(builder->postings);
    free(builder->payloads);
    free(builder->table);
    free(builder->order);
    free(builder->documents);
    free(builder->sortedPayloads);
    free(builder->starts);
    free(builder);
}

static int grow(void **buffer, size_t *room, size_t wanted, size_t width) {
    if (wanted <= *room) return 1;
    size_t next = *room ? *room * 2 : 1024;
    while (next < wanted) next *= 2;
    void *bigger = realloc(*buffer, next * width);
    if (!bigger) return 0;
    *buffer = bigger;
    *room = next;
    return 1;
}

static uint32_t hash_of(const uint8_t *key, size_t length) {
    uint64_t sum = 0x9E3779B97F4A7C15u ^ length;
    while (length >= 8) {
        uint64_t word;
        memcpy(&word, key, 8);
        sum = (sum ^ word) * 0xD6E8FEB86659FD93u;
        sum ^= sum >> 32;
        key += 8;
        length -= 8;
    }
    uint64_t rest = 0;
    memcpy(&rest, key, length);
    sum = (sum ^ rest) * 0xD6E8FEB86659FD93u;
    sum ^= sum >> 32;
    sum *= 0xD6E8FEB86659FD93u;
    return (uint32_t)(sum >> 32);
}

static int widen_table(sr_builder *builder) {
    const size_t size = builder->tableSize * 2;
    slot_line *table = calloc(size, sizeof *table);
    if (!table) return 0;
    for (size_t n = 0; n < builder->tableSize; n++) {
        const slot_line line = builder->table[n];
        if (!line.number) continue;
        size_t slot = line.hash & (size - 1);
        while (table[slot].number) slot = (slot + 1) & (size - 1);
        table[slot] = line;
    }
    free(builder->table);
    builder->table = table;
    builder->tableSize = size;
    return 1;
}

/// The number of the term, or UINT32_MAX when there is no memory.
static uint32_t term_number(sr_builder *builder, const uint8_t *key, size_t length) {
    const uint32_t hash = hash_of(key, length);
    size_t slot = hash & (builder->tableSize - 1);
    while (builder->table[slot].number) {
        const uint32_t n = builder->table[slot].number - 1;
        if (builder->table[slot].hash == hash) {
            const term_line *line = &builder->terms[n];
            if (line->length == length && memcmp(builder->letters + line->start, key, length) == 0) return n;
        }
        slot = (slot + 1) & (builder->tableSize - 1);
    }
    if (builder->lettersCount + length > UINT32_MAX) return UINT32_MAX;
    if (!grow((void **)&builder->letters, &builder->lettersRoom, builder->lettersCount + length, 1)) return UINT32_MAX;
    if (!grow((void **)&builder->terms, &builder->termRoom, builder->termCount + 1, sizeof(term_line))) return UINT32_MAX;
    builder->terms[builder->termCount] = (term_line){.start = (uint32_t)builder->lettersCount, .length = (uint32_t)length};
    memcpy(builder->letters + builder->lettersCount, key, length);
    builder->lettersCount += length;
    builder->table[slot] = (slot_line){hash, (uint32_t)++builder->termCount};
    if (builder->termCount * 2 > builder->tableSize && !widen_table(builder)) return UINT32_MAX;
    return (uint32_t)builder->termCount - 1;
}

int sr_builder_add(
    sr_builder *builder, uint8_t tag, const uint8_t *first, size_t firstLength, const uint8_t *second,
    size_t secondLength, uint32_t document, uint8_t payload, int adds
) {
    uint8_t key[longestKey];
    if (1 + firstLength + 1 + secondLength > longestKey) return 1;
    key[0] = tag;
    memcpy(key + 1, first, firstLength);
    size_t length = 1 + firstLength;
    if (second) {
        key[length++] = ' ';
        memcpy(key + length, second, secondLength);
        length += secondLength;
    }
    const uint32_t n = term_number(builder, key, length);
    if (n == UINT32_MAX) return 0;
    term_line *line = &builder->terms[n];
    if (line->postings && line->newestDocument == document) {
        uint8_t *known = &builder->payloads[line->newest];
        if (!adds) *known |= payload;
        else *known = *known > 255 - payload ? 255 : (uint8_t)(*known + payload);
        return 1;
    }
    if (builder->postingCount >= UINT32_MAX) return 0;
    size_t payloadRoom = builder->postingRoom;
    if (!grow((void **)&builder->payloads, &payloadRoom, builder->postingCount + 1, 1)) return 0;
    if (!grow((void **)&builder->postings, &builder->postingRoom, builder->postingCount + 1, sizeof(posting))) return 0;
    builder->postings[builder->postingCount].term = n;
    builder->postings[builder->postingCount].document = document;
    builder->payloads[builder->postingCount] = payload;
    line->newest = (uint32_t)builder->postingCount++;
    line->newestDocument = document;
    line->postings++;
    return 1;
}

size_t sr_builder_postings(const sr_builder *builder) { return builder->postingCount; }

/// A term to be sorted, with eight of its bytes as a number: most terms differ
/// there, and are told apart without a look at their letters.
typedef struct {
    uint64_t head;
    uint32_t term;
} sort_line;

/// The eight bytes from `depth` on; a term that ends sooner stands before those
/// that go on, as no byte of a term is zero.
static uint64_t head_of(const uint8_t *key, size_t length, size_t depth) {
    uint64_t head = 0;
    if (length >= depth + 8) {
        memcpy(&head, key + depth, 8);
        return __builtin_bswap64(head);
    }
    for (size_t n = depth; n < depth + 8; n++) head = head << 8 | (n < length ? key[n] : 0);
    return head;
}

enum { fewLines = 48 };

static void sort_few_by_head(sort_line *lines, size_t count) {
    for (size_t n = 1; n < count; n++) {
        const sort_line line = lines[n];
        size_t at = n;
        for (; at > 0 && lines[at - 1].head > line.head; at--) lines[at] = lines[at - 1];
        lines[at] = line;
    }
}

/// By each byte of the heads that is not the same in all, the last first.
static void sort_by_head(sort_line *lines, sort_line *spare, size_t count) {
    sort_line *from = lines, *to = spare;
    for (int shift = 0; shift < 64; shift += 8) {
        size_t places[256] = {0};
        for (size_t n = 0; n < count; n++) places[from[n].head >> shift & 0xff]++;
        if (places[from[0].head >> shift & 0xff] == count) continue;
        size_t place = 0;
        for (size_t byte = 0; byte < 256; byte++) {
            const size_t held = places[byte];
            places[byte] = place;
            place += held;
        }
        for (size_t n = 0; n < count; n++) to[places[from[n].head >> shift & 0xff]++] = from[n];
        sort_line *swap = from;
        from = to;
        to = swap;
    }
    if (from != lines) memcpy(lines, from, count * sizeof *lines);
}

/// Sorts terms that agree in their first `depth` bytes: by the next eight, and
/// those that agree there too by what follows.
static void sort_terms(const sr_builder *builder, sort_line *lines, sort_line *spare, size_t count, size_t depth) {
    for (size_t n = 0; n < count; n++) {
        const term_line *term = &builder->terms[lines[n].term];
        lines[n].head = head_of(builder->letters + term->start, term->length, depth);
    }
    if (count <= fewLines) sort_few_by_head(lines, count);
    else sort_by_head(lines, spare, count);
    for (size_t first = 0, end; first < count; first = end) {
        for (end = first + 1; end < count && lines[end].head == lines[first].head;) end++;
        if (end - first > 1 && depth + 8 < longestKey)
            sort_terms(builder, lines + first, spare, end - first, depth + 8);
    }
}

size_t sr_builder_sort(sr_builder *builder) {
    const size_t terms = builder->termCount, postings = builder->postingCount;
    builder->order = malloc((terms + 1) * sizeof *builder->order);
    sort_line *lines = malloc((2 * terms + 1) * sizeof *lines);
    builder->starts = malloc((terms + 1) * sizeof *builder->starts);
    builder->documents = malloc((postings + 1) * sizeof *builder->documents);
    builder->sortedPayloads = malloc(postings + 1);
    if (!lines || !builder->order || !builder->starts || !builder->documents || !builder->sortedPayloads) {
        free(lines);
        return SIZE_MAX;
    }
    uint32_t start = 0;
    for (size_t n = 0; n < terms; n++) {
        lines[n].term = (uint32_t)n;
        builder->starts[n] = start;
        start += builder->terms[n].postings;
    }
    for (size_t i = 0; i < postings; i++) {
        const size_t place = builder->starts[builder->postings[i].term]++;
        builder->documents[place] = builder->postings[i].document;
        builder->sortedPayloads[place] = builder->payloads[i];
    }
    for (size_t n = 0; n < terms; n++) builder->starts[n] -= builder->terms[n].postings;
    sort_terms(builder, lines, lines + terms, terms, 0);
    for (size_t n = 0; n < terms; n++) builder->order[n] = lines[n].term;
    free(lines);
    return terms;
}

sr_term sr_builder_term(const sr_builder *builder, size_t n) {
    // The terms lie in the order of their coming: what the next ones need is
    // asked for while this one is at work.
    if (n + 16 < builder->termCount) {
        __builtin_prefetch(&builder->terms[builder->order[n + 16]]);
        __builtin_prefetch(&builder->starts[builder->order[n + 16]]);
    }
    if (n + 8 < builder->termCount) {
        const uint32_t next = builder->order[n + 8];
        __builtin_prefetch(builder->letters + builder->terms[next].start);
        __builtin_prefetch(builder->documents + builder->starts[next]);
        __builtin_prefetch(builder->sortedPayloads + builder->starts[next]);
    }
    const uint32_t number = builder->order[n];
    const term_line *line = &builder->terms[number];
    const uint32_t start = builder->starts[number];
    sr_term term = {
        builder->letters + line->start, line->length, builder->documents + start, builder->sortedPayloads + start,
        line->postings,
    };
    return term;
}
