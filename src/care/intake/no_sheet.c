/* Files that are no sheets of text. */
#include "care/intake/no_sheet.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/lang.h"

static bool begins(const char *s, size_t n, const char *with)
{
	size_t len = strlen(with);

	return n >= len && strncasecmp(s, with, len) == 0;
}

/* Text as it begins behind a byte order mark and blanks. */
static const char *no_text_sheet(const char *s, size_t n)
{
	static const char *const marked_up[] = {"<html", "<!doctype", "<?xml",
	    "<table", "<meta", NULL};
	size_t gap = begins(s, n, "\xEF\xBB\xBF") ? 3 : 0;

	while (gap < n && strchr(" \t\r\n", s[gap]))
		gap++;
	s += gap;
	n -= gap;
	for (size_t i = 0; marked_up[i]; i++)
		if (begins(s, n, marked_up[i]))
			return _("HTML or XML, whatever its name says; open it in a spreadsheet and save it as CSV");
	if (n == 0 || *s != '[')
		return NULL;
	for (gap = 1; gap < n && strchr(" \t\r\n", s[gap]);)
		gap++;
	return gap < n && s[gap] == '{' ?
	    _("a JSON array; make it an object a line: jq -c '.[]'") : NULL;
}

const char *no_sheet(const char *bytes, size_t n)
{
	if (begins(bytes, n, "PK\x03\x04"))
		return _("a workbook; save it as CSV, or put xlsx2csv(1) before");
	if (begins(bytes, n, "\xD0\xCF\x11\xE0"))
		return _("a workbook of the old form; open it and save it as CSV");
	if (begins(bytes, n, "\x1F\x8B"))
		return _("a compressed file; put zcat(1) before");
	if (begins(bytes, n, "%PDF"))
		return _("a PDF; ask for the sheet that it was made from");
	return no_text_sheet(bytes, n);
}
