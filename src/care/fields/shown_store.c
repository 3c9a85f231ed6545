/* Fields of the store in a line, masked by their class. */
#include "care/fields/shown.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "text/mask_text.h"

static void add_text(const char *text, bool revealed, struct buf *out)
{
	struct buf cut = {0};
	size_t n = text ? utf8_cut(text, FIELD_CUT) : 0;

	buf_add(&cut, text ? text : "", n);
	for (size_t i = 0; i < cut.n; i++)
		if ((unsigned char)cut.s[i] < 0x20 || cut.s[i] == 0x7F)
			cut.s[i] = ' ';
	if (revealed)
		buf_adds(out, buf_text(&cut));
	else
		mask_text_add(out, buf_text(&cut));
	if (text && text[n])
		buf_adds(out, "..");
	buf_free(&cut);
}

void field_masked(struct db *db, const struct field_rule *r,
    const struct field *f, bool revealed, const struct zone *z,
    struct buf *out)
{
	struct arena *a;

	if (!r || (!revealed && r->class != FIELD_OPEN)) {
		buf_adds(out, "***");
	} else if (r->type == FIELD_TEXT) {
		a = arena_new();
		add_text(field_text(db, f, a), revealed, out);
		arena_free(a);
	} else {
		field_value(r, f, NULL, z, out);
	}
}

void fields_line(struct db *db, const struct policy *p, const char *subject,
    const struct fields *all, bool revealed, const struct zone *z,
    struct buf *out)
{
	for (size_t i = 0; i < all->n; i++) {
		buf_addf(out, "%s%s=", out->n ? " " : "", all->v[i].name);
		field_masked(db, policy_field(p, subject, all->v[i].name),
		    &all->v[i], revealed, z, out);
	}
}
