/* Making, reading and proving the codes of notices. */
#include "care/escalation/ack_code.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "care/messages/outbox.h"
#include "store/digest.h"
#include "text/base32.h"

enum { PROOF_BYTES = 5, NUMBER_MOST = 19 };

static void proof_of(const unsigned char *key, const struct message *m,
    char *out)
{
	unsigned char full[DIGEST_SIZE];
	struct digest d;

	digest_begin(&d, key);
	digest_text(&d, "acknowledge");
	digest_int(&d, m->id);
	digest_int(&d, m->subject);
	digest_text(&d, m->rule);
	digest_text(&d, m->occurrence);
	digest_int(&d, m->addressee);
	/* A restored store may give an id a second time. */
	digest_int(&d, m->not_before);
	digest_end(&d, full);
	base32_write(full, PROOF_BYTES, out);
}

void ack_code_make(const unsigned char *key, const struct message *m, char *out)
{
	char proof[ACK_PROOF];

	proof_of(key, m, proof);
	snprintf(out, ACK_CODE, "m%" PRId64 "-%s", m->id, proof);
}

static bool is_word(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z');
}

/* The code that begins here; its length, 0: none does. */
static size_t code_at(const char *s, struct ack_code *out)
{
	char number[NUMBER_MOST + 1] = "";
	size_t digits = 0, n;

	if (*s != 'm' && *s != 'M')
		return 0;
	while (s[1 + digits] >= '0' && s[1 + digits] <= '9')
		digits++;
	if (digits == 0 || digits > NUMBER_MOST || s[1] == '0' ||
	    s[1 + digits] != '-')
		return 0;
	memcpy(number, s + 1, digits);
	n = 2 + digits;
	for (size_t i = 0; i < ACK_PROOF - 1; i++) {
		out->proof[i] = base32_letter(s[n]);
		if (!out->proof[i])
			return 0;
		n++;
	}
	out->proof[ACK_PROOF - 1] = '\0';
	return !is_word(s[n]) && num_int(number, 1, INT64_MAX, &out->message) ?
	    n : 0;
}

bool ack_code_read(const char *typed, struct ack_code *out)
{
	size_t n = code_at(typed, out);

	return n > 0 && typed[n] == '\0';
}

size_t ack_codes_find(const char *text, struct ack_code *out, size_t most)
{
	size_t n = 0;

	for (const char *s = text; *s && n < most; ) {
		size_t len = s == text || !is_word(s[-1]) ?
		    code_at(s, &out[n]) : 0;

		n += len > 0;
		s += len ? len : 1;
	}
	return n;
}

bool ack_code_proves(const struct ack_code *code, const unsigned char *key,
    const struct message *m)
{
	char proof[ACK_PROOF];

	proof_of(key, m, proof);
	return sodium_memcmp(proof, code->proof, ACK_PROOF - 1) == 0;
}
