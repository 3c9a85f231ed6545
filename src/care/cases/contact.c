/* What a contact came to. */
#include "care/cases/contact.h"

#include <string.h>

bool contact_unreached(const char *result)
{
	return result && (strcmp(result, "unanswered") == 0 ||
	    strcmp(result, "busy") == 0 || strcmp(result, "later") == 0);
}

int64_t contact_last_word(const struct contact *v, size_t n, int64_t at)
{
	int64_t last = 0;

	for (size_t i = 0; i < n && v[i].at <= at; i++) {
		bool automatic = v[i].result && strcmp(v[i].result, "auto") == 0;
		bool colleague = v[i].staff && strcmp(v[i].channel, "mail") == 0;

		if (v[i].inbound && !automatic && !colleague)
			last = v[i].at;
	}
	return last;
}

const struct contact *contact_asked(const struct contact *v, size_t n,
    int64_t since, int64_t at)
{
	int64_t word = contact_last_word(v, n, at);
	const struct contact *asked = NULL;

	if (word < since)
		word = since;
	for (size_t i = 0; i < n && v[i].at <= at; i++)
		if (!v[i].inbound && v[i].at >= word &&
		    !contact_unreached(v[i].result))
			asked = &v[i];
	return asked;
}

int64_t contacts_unreached(const struct contact *v, size_t n, int64_t since)
{
	int64_t times = 0;

	for (size_t i = 0; i < n; i++)
		times += !v[i].inbound && v[i].at >= since &&
		    contact_unreached(v[i].result);
	return times;
}
