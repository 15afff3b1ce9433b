#include "searchrank.h"
#include "varint.h"

#include <string.h>

/// The next varint of a list; 0 when the list ends or is damaged.
static inline int next_varint(const uint8_t **at, const uint8_t *end, uint32_t *value) {
    const uint8_t *p = *at;
    if (p >= end) return 0;
    uint32_t byte = *p++;
    if (byte < 0x80) {
        *value = byte;
        *at = p;
        return 1;
    }
    uint64_t sum = byte & 0x7f;
    for (int shift = 7; shift <= 28; shift += 7) {
        if (p >= end) return 0;
        byte = *p++;
        sum |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80) {
            if (sum > UINT32_MAX) return 0;
            *value = (uint32_t)sum;
            *at = p;
            return 1;
        }
    }
    return 0;
}

/// Calls BODY with `document` and `payload` for each posting below `limit`.
#define FOR_EACH_POSTING(LIST, LENGTH, LIMIT, BODY)                                 \
    do {                                                                            \
        if ((LENGTH) == 0) break;                                                   \
        const uint8_t *at_ = (LIST) + 1, *end_ = (LIST) + (LENGTH);                 \
        const uint8_t common_ = (LIST)[0];                                          \
        const uint64_t limit_ = (LIMIT);                                            \
        uint64_t sum_ = 0;                                                          \
        uint32_t step_;                                                             \
        if (common_ == 0) {                                                         \
            while (at_ < end_) {                                                    \
                const uint8_t byte_ = *at_++;                                       \
                uint8_t payload = byte_ & 7;                                        \
                sum_ += byte_ >> 3;                                                 \
                if (byte_ >> 3 == 31) {                                             \
                    if (!next_varint(&at_, end_, &step_)) break;                    \
                    sum_ += step_;                                                  \
                }                                                                   \
                if (payload == 0) {                                                 \
                    if (at_ >= end_) break;                                         \
                    payload = *at_++;                                               \
                }                                                                   \
                if (sum_ >= limit_) break;                                          \
                const uint32_t document = (uint32_t)sum_;                           \
                BODY                                                                \
            }                                                                       \
            break;                                                                  \
        }                                                                           \
        while (next_varint(&at_, end_, &step_)) {                                   \
            uint8_t payload = common_;                                              \
            if (step_ & 1) {                                                        \
                if (at_ >= end_) break;                                             \
                payload = *at_++;                                                   \
            }                                                                       \
            sum_ += step_ >> 1;                                                     \
            if (sum_ >= limit_) break;                                              \
            const uint32_t document = (uint32_t)sum_;                               \
            BODY                                                                    \
        }                                                                           \
    } while (0)

/// The same, without documents that another segment has a newer form of.
#define FOR_EACH_CURRENT(LIST, LENGTH, LIMIT, OWNER, SEGMENT, BODY)                 \
    do {                                                                            \
        const uint16_t *owner_ = (OWNER);                                           \
        const uint16_t segment_ = (SEGMENT);                                        \
        if (owner_) FOR_EACH_POSTING(LIST, LENGTH, LIMIT, { if (owner_[document] == segment_) BODY }); \
        else FOR_EACH_POSTING(LIST, LENGTH, LIMIT, BODY);                           \
    } while (0)

/// The same for documents that are among COUNT given ones (at least one, in order).
/// Between two of them only the list itself is read.
#define FOR_EACH_AMONG(DOCUMENTS, COUNT, LIST, LENGTH, OWNER, SEGMENT, BODY)        \
    do {                                                                            \
        const uint32_t *next_ = (DOCUMENTS);                                        \
        const uint16_t *owner_ = (OWNER);                                           \
        const uint16_t segment_ = (SEGMENT);                                        \
        FOR_EACH_POSTING(LIST, LENGTH, (uint64_t)next_[(COUNT) - 1] + 1, {          \
            if (document < *next_) continue;                                        \
            while (*next_ < document) next_++;                                      \
            if (*next_ != document) continue;                                       \
            if (owner_ && owner_[document] != segment_) continue;                   \
            BODY                                                                    \
        });                                                                         \
    } while (0)

/// A weighing in local variables: bytes written through a pointer may be
/// anything to the compiler, so that fields would be read again each time.
typedef struct {
    const float *scores, *bonus, *frequencies;
    const uint8_t *counts, *classes;
    float weight;
    uint8_t bonusMask;
} local_weighing;

static inline local_weighing localised(const sr_weighing *w) {
    local_weighing local = {w->scores, w->bonus, w->frequencies, w->counts, w->classes, w->weight, w->bonusMask};
    return local;
}

static inline float worth(const local_weighing w, int byFrequency, uint32_t document, uint8_t payload) {
    if (byFrequency)
        return w.weight * w.frequencies[(uint32_t)w.classes[document] << 5 | (payload > 31 ? 31 : payload)];
    if (w.bonus && payload & w.bonusMask) return w.scores[payload] + w.bonus[w.classes[document] & 15];
    return w.scores[payload];
}

/// Inlined once for frequencies and once for fields.
static inline __attribute__((always_inline)) uint32_t add(
    const sr_board *board, const sr_weighing *weighing, const uint8_t *list, size_t length, int byFrequency
) {
    const local_weighing w = localised(weighing);
    float *restrict score = board->score;
    uint8_t *restrict hits = board->hits, *restrict touched = board->touched, *restrict marks = board->marks;
    const uint8_t always = byFrequency ? w.counts[1] : 0;
    uint32_t counted = 0;
    FOR_EACH_CURRENT(list, length, board->limit, weighing->owner, weighing->segment, {
        const uint8_t count = byFrequency ? always : w.counts[payload];
        score[document] += worth(w, byFrequency, document, payload);
        hits[document] += count;
        touched[document >> 10] = 1;
        if (!byFrequency && marks && count) marks[document] |= payload;
        counted += count > 0;
    });
    return counted;
}

uint32_t sr_add(const sr_board *board, const sr_weighing *w, const uint8_t *list, size_t length) {
    return w->frequencies ? add(board, w, list, length, 1) : add(board, w, list, length, 0);
}

/// Without a branch on the hits: whether a document fits is as good as random.
static inline __attribute__((always_inline)) void refine(
    const sr_board *board, const sr_weighing *weighing, uint8_t need, const uint8_t *list, size_t length, int byFrequency
) {
    const local_weighing w = localised(weighing);
    float *restrict score = board->score;
    const uint8_t *restrict hits = board->hits;
    FOR_EACH_CURRENT(list, length, board->limit, weighing->owner, weighing->segment, {
        const float more = worth(w, byFrequency, document, payload);
        score[document] += hits[document] >= need ? more : 0.0f;
    });
}

void sr_refine(const sr_board *board, const sr_weighing *w, uint8_t need, const uint8_t *list, size_t length) {
    if (w->frequencies) refine(board, w, need, list, length, 1);
    else refine(board, w, need, list, length, 0);
}

static inline __attribute__((always_inline)) uint32_t narrow(
    const sr_board *board, const sr_weighing *weighing, uint8_t need, const uint8_t *list, size_t length, int byFrequency
) {
    const local_weighing w = localised(weighing);
    float *restrict score = board->score;
    uint8_t *restrict hits = board->hits, *restrict marks = board->marks;
    uint32_t kept = 0;
    FOR_EACH_CURRENT(list, length, board->limit, weighing->owner, weighing->segment, {
        const uint8_t fits = (hits[document] == need) & (byFrequency ? 1 : w.counts[payload] != 0);
        const float more = worth(w, byFrequency, document, payload);
        hits[document] += fits;
        score[document] += fits ? more : 0.0f;
        if (!byFrequency && marks) marks[document] |= fits ? payload : 0;
        kept += fits;
    });
    return kept;
}

uint32_t sr_narrow(const sr_board *board, const sr_weighing *w, uint8_t need, const uint8_t *list, size_t length) {
    return w->frequencies ? narrow(board, w, need, list, length, 1) : narrow(board, w, need, list, length, 0);
}

static inline __attribute__((always_inline)) void refine_among(
    const sr_board *board, const sr_weighing *weighing, uint8_t need, const uint32_t *documents, size_t count,
    const uint8_t *list, size_t length, int byFrequency
) {
    const local_weighing w = localised(weighing);
    float *restrict score = board->score;
    const uint8_t *restrict hits = board->hits;
    FOR_EACH_AMONG(documents, count, list, length, weighing->owner, weighing->segment, {
        if (hits[document] >= need) score[document] += worth(w, byFrequency, document, payload);
    });
}

void sr_refine_among(
    const sr_board *board, const sr_weighing *w, uint8_t need, const uint32_t *documents, size_t count,
    const uint8_t *list, size_t length
) {
    if (count == 0) return;
    if (w->frequencies) refine_among(board, w, need, documents, count, list, length, 1);
    else refine_among(board, w, need, documents, count, list, length, 0);
}

static inline __attribute__((always_inline)) uint32_t narrow_among(
    const sr_board *board, const sr_weighing *weighing, uint8_t need, const uint32_t *documents, size_t count,
    const uint8_t *list, size_t length, int byFrequency
) {
    const local_weighing w = localised(weighing);
    float *restrict score = board->score;
    uint8_t *restrict hits = board->hits, *restrict marks = board->marks;
    uint32_t kept = 0;
    FOR_EACH_AMONG(documents, count, list, length, weighing->owner, weighing->segment, {
        if (hits[document] != need || (!byFrequency && w.counts[payload] == 0)) continue;
        hits[document]++;
        score[document] += worth(w, byFrequency, document, payload);
        if (!byFrequency && marks) marks[document] |= payload;
        kept++;
    });
    return kept;
}

uint32_t sr_narrow_among(
    const sr_board *board, const sr_weighing *w, uint8_t need, const uint32_t *documents, size_t count,
    const uint8_t *list, size_t length
) {
    if (count == 0) return 0;
    return w->frequencies ? narrow_among(board, w, need, documents, count, list, length, 1)
                          : narrow_among(board, w, need, documents, count, list, length, 0);
}

void sr_exclude(const sr_board *board, const sr_weighing *w, const uint8_t *list, size_t length) {
    uint8_t *hits = board->hits;
    FOR_EACH_CURRENT(list, length, board->limit, w->owner, w->segment, {
        if (w->counts[payload]) hits[document] = 0;
    });
}

size_t sr_decode(
    const uint8_t *list, size_t length, const uint16_t *owner, uint32_t ownerCount, uint16_t segment,
    uint32_t *documents, uint8_t *payloads, size_t capacity
) {
    size_t count = 0;
    const uint32_t limit = owner ? ownerCount : UINT32_MAX;
    FOR_EACH_CURRENT(list, length, limit, owner, segment, {
        if (count >= capacity) return count;
        documents[count] = document;
        payloads[count] = payload;
        count++;
    });
    return count;
}

int sr_has(const uint8_t *list, size_t length, uint32_t wanted) {
    FOR_EACH_POSTING(list, length, (uint64_t)wanted + 1, {
        (void)payload;
        if (document == wanted) return 1;
    });
    return 0;
}

static inline size_t varint_length(uint32_t value) {
    size_t length = 1;
    while (value >= 0x80) {
        value >>= 7;
        length++;
    }
    return length;
}

static size_t encode_dense(const uint32_t *documents, const uint8_t *payloads, size_t count, uint8_t *out) {
    uint8_t *at = out;
    *at++ = 0;
    uint32_t previous = 0;
    for (size_t i = 0; i < count; i++) {
        const uint32_t step = documents[i] - previous;
        *at++ = (uint8_t)((step < 31 ? step : 31) << 3 | (payloads[i] < 8 ? payloads[i] : 0));
        if (step >= 31) at = put_varint(at, step - 31);
        if (payloads[i] >= 8) *at++ = payloads[i];
        previous = documents[i];
    }
    return (size_t)(at - out);
}

size_t sr_encode(const uint32_t *documents, const uint8_t *payloads, size_t count, uint8_t *out) {
    if (count == 0) return 0;
    uint8_t common = payloads[0];
    size_t alike = 1;
    while (alike < count && payloads[alike] == common) alike++;
    if (alike * 2 < count) {
        uint32_t frequency[256];
        memset(frequency, 0, sizeof frequency);
        for (size_t i = 0; i < count; i++) frequency[payloads[i]]++;
        for (int payload = 1; payload < 256; payload++)
            if (frequency[payload] > frequency[common]) common = (uint8_t)payload;
    }
    size_t sparse = 1, dense = 1;
    uint32_t previous = 0;
    for (size_t i = 0; i < count; i++) {
        const uint32_t step = documents[i] - previous;
        sparse += varint_length(step << 1) + (payloads[i] != common);
        dense += 1 + (step >= 31 ? varint_length(step - 31) : 0) + (payloads[i] >= 8);
        previous = documents[i];
    }
    if (dense <= sparse) return encode_dense(documents, payloads, count, out);
    uint8_t *at = out;
    *at++ = common;
    previous = 0;
    for (size_t i = 0; i < count; i++) {
        const uint32_t explicit_payload = payloads[i] != common;
        at = put_varint(at, (documents[i] - previous) << 1 | explicit_payload);
        if (explicit_payload) *at++ = payloads[i];
        previous = documents[i];
    }
    return (size_t)(at - out);
}
