/* What a contact came to. */
#include "care/cases/contact.h"

#include <string.h>

bool contact_unreached(const char *result)
{
	return result && (strcmp(result, "unanswered") == 0 ||
	    strcmp(result, "busy") == 0 || strcmp(result, "later") == 0);
}
