/* How events carry changes of rows: every byte comes back, and a forged
 * change is refused and changes nothing. */
#include "store_made.h"

#include "store/row.h"
#include "store/schema.h"

/* The changes as they come out of an arg and a body. */
struct decoded {
	struct row_changes c;
	char *arg, *body;
};

static void through_text(const struct row_changes *c, struct decoded *d)
{
	struct buf arg = {0}, body = {0};

	row_encode_arg(c, &arg);
	row_encode_body(c, &body);
	d->c = (struct row_changes){0};
	d->arg = strdup(buf_text(&arg));
	d->body = strdup(buf_text(&body));
	buf_free(&arg);
	buf_free(&body);
	assert_true(row_decode(&d->c, d->arg, d->body));
}

static void decoded_free(struct decoded *d)
{
	row_changes_free(&d->c);
	free(d->arg);
	free(d->body);
}

static void same_cells(const struct row_change *in, const struct row_change *out)
{
	size_t at = 0;

	/* Open cells come first, then the personal ones, each in order; those of a
	 * fact are for row_note(). */
	for (int personal = 0; personal < (in->op == '.' ? 1 : 2); personal++)
		for (size_t i = 0; i < in->n; i++) {
			const struct row_cell *a = &in->v[i], *b = &out->v[at];

			if (a->personal != personal)
				continue;
			assert_true(at < out->n);
			assert_string_equal(a->column, b->column);
			assert_int_equal(a->personal, b->personal);
			assert_int_equal(a->text == NULL, b->text == NULL);
			if (a->text)
				assert_string_equal(a->text, b->text);
			at++;
		}
	assert_int_equal(at, out->n);
}

static bool only_notes(const struct row_change *r)
{
	for (size_t i = 0; i < r->n; i++)
		if (!r->v[i].personal)
			return false;
	return r->op == '.';
}

/* What a fact keeps in the content is found by row_note(), not by decoding. */
static void same_changes(const struct row_changes *in, const struct row_changes *out)
{
	size_t at = 0;

	for (size_t i = 0; i < in->n; i++) {
		if (only_notes(&in->v[i]))
			continue;
		assert_true(at < out->n);
		assert_int_equal(in->v[i].op, out->v[at].op);
		assert_string_equal(in->v[i].table, out->v[at].table);
		same_cells(&in->v[i], &out->v[at]);
		at++;
	}
	assert_int_equal(at, out->n);
}

static void round_trip(const struct row_changes *c)
{
	struct decoded d;

	through_text(c, &d);
	same_changes(c, &d.c);
	decoded_free(&d);
}

static void every_byte(void **state)
{
	(void)state;
	for (int byte = 1; byte < 256; byte++) {
		struct row_changes c = {0};
		char alone[] = {(char)byte, '\0'};
		char within[] = {'a', (char)byte, 'b', (char)byte, '\0'};

		row_change_add(&c, '+', "customer");
		row_cell_add(&c, "name", alone, false);
		row_cell_add(&c, "tier", within, false);
		row_cell_add(&c, "region", within, true);
		row_cell_add(&c, "lang", alone, true);
		round_trip(&c);
		row_changes_free(&c);
	}
}

/* The first of several, of that table only; facts have none. */
static void said(void **state)
{
	char arg[] = "+contact id=7 result\n. why=a%20b\n~contact id=8\n+case id=9";
	struct row_changes c = {0};

	(void)state;
	assert_true(row_decode(&c, arg, NULL));
	assert_string_equal(row_said(&c, "contact", "id"), "7");
	assert_string_equal(row_said(&c, "case", "id"), "9");
	assert_string_equal(row_said(&c, "", "why"), "a b");
	assert_null(row_said(&c, "contact", "result"));
	assert_null(row_said(&c, "contact", "why"));
	assert_null(row_said(&c, "staff", "id"));
	row_changes_free(&c);
}

static void forms(void **state)
{
	static const struct {
		char op;
		const char *text;
		bool personal;
		const char *arg, *body;
	} cases[] = {
		{'+', "x", false, "+staff id=7 name=x", ""},
		{'~', NULL, false, "~staff id=7 name", ""},
		{'~', "", false, "~staff id=7 name=", ""},
		{'+', "a b%c\nd", false, "+staff id=7 name=a%20b%25c%0Ad", ""},
		{'+', "\x7f=\xe6\x9d\x8e", false, "+staff id=7 name=%7F=\xe6\x9d\x8e", ""},
		{'+', "x y", true, "+staff id=7", "0 name=x%20y"},
		{'+', "", true, "+staff id=7", "0 name="},
		{'-', "x", false, "-staff id=7 name=x", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct row_changes c = {0};
		struct buf arg = {0}, body = {0};

		row_change_add(&c, cases[i].op, "staff");
		row_cell_add(&c, "id", "7", false);
		row_cell_add(&c, "name", cases[i].text, cases[i].personal);
		row_encode_arg(&c, &arg);
		row_encode_body(&c, &body);
		assert_string_equal(buf_text(&arg), cases[i].arg);
		assert_string_equal(buf_text(&body), cases[i].body);
		round_trip(&c);
		buf_free(&arg);
		buf_free(&body);
		row_changes_free(&c);
	}
}

/* Free text stands between, before and after rows; the rows' personal cells
 * still find their rows. */
static void notes(void **state)
{
	(void)state;
	for (int place = 0; place < 4; place++) {
		struct row_changes c = {0};
		struct buf body = {0}, keep = {0};

		for (int i = 0; i < 3; i++) {
			if (place == i || place == 3) {
				row_change_add(&c, '.', "");
				row_cell_add(&c, "text", "line one\nline two", true);
			}
			row_change_add(&c, '+', i ? "customer" : "subject");
			row_cell_add(&c, "id", i ? "2" : "1", false);
			row_cell_add(&c, "name", "Li", true);
		}
		row_change_add(&c, '.', "");
		row_cell_add(&c, "channel", "phone", false);
		row_cell_add(&c, "said", "", true);
		round_trip(&c);
		row_encode_body(&c, &body);
		assert_string_equal(row_note(buf_text(&body), "text", &keep),
		    "line one\nline two");
		assert_string_equal(row_note(buf_text(&body), "said", &keep), "");
		assert_null(row_note(buf_text(&body), "name", &keep));
		assert_null(row_note(NULL, "text", &keep));
		buf_free(&body);
		buf_free(&keep);
		row_changes_free(&c);
	}
}

static uint32_t seed = 20261122;

static uint32_t draw(uint32_t below)
{
	seed ^= seed << 13;
	seed ^= seed >> 17;
	seed ^= seed << 5;
	return seed % below;
}

static void random_round_trips(void **state)
{
	static const char *const columns[] = {"a", "name", "due_at"};
	char text[64][24];

	(void)state;
	for (int turn = 0; turn < 3000; turn++) {
		struct row_changes c = {0};
		size_t used = 0;

		for (uint32_t rows = draw(6); rows > 0; rows--) {
			row_change_add(&c, "+~-."[draw(4)], "");
			if (c.v[c.n - 1].op != '.')
				c.v[c.n - 1].table = "promise";
			for (uint32_t cells = draw(5); cells > 0; cells--) {
				char *s = text[used++];
				uint32_t n = draw(23);

				for (uint32_t i = 0; i < n; i++)
					s[i] = (char)(1 + draw(255));
				s[n] = '\0';
				row_cell_add(&c, columns[draw(3)],
				    draw(5) ? s : NULL, draw(3) == 0);
			}
		}
		round_trip(&c);
		row_changes_free(&c);
	}
}

static void bad_forms(void **state)
{
	static const struct {
		const char *arg, *body;
	} cases[] = {
		{"subject id=1", NULL},			/* no operation */
		{"*subject id=1", NULL},
		{"+subject id=%4", NULL},
		{"+subject id=%", NULL},
		{"+subject id=%GG", NULL},
		{"+subject id=%4a", NULL},		/* we write %4A */
		{"+subject id=1%00", NULL},		/* would end the text */
		{"+customer id=1", "1 name=x"},		/* no such row */
		{"+customer id=1", "-1 name=x"},
		{"+customer id=1", "x name=x"},
		{"+customer id=1", "0 name=%"},
		{"", "0 name=x"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct row_changes c = {0};
		char *arg = strdup(cases[i].arg);
		char *body = cases[i].body ? strdup(cases[i].body) : NULL;

		if (row_decode(&c, arg, body))
			fail_msg("read: %s", cases[i].arg);
		row_changes_free(&c);
		free(arg);
		free(body);
	}
}

/* Applies the lines of the arg until one is refused. */
static const char *apply(struct db *db, const char *text)
{
	struct row_changes c = {0};
	char *arg = strdup(text);
	const char *fault = NULL;

	assert_true(row_decode(&c, arg, NULL));
	for (size_t i = 0; i < c.n && !fault; i++)
		fault = row_apply(db, &c.v[i]);
	row_changes_free(&c);
	free(arg);
	return fault;
}

#define ONE "+subject id=1 kind=case source= ref=1 live_from=0\n"

static void forged(void **state)
{
	static const struct {
		const char *arg, *fault;	/* NULL: any */
	} cases[] = {
		{"+nosuch id=1", "no such table"},
		{"+entry id=1", "no such table"},
		{"-event entry=1 n=0", "no such table"},
		{"~content id=1 body=x", "no such table"},
		{"~meta name=trial value=1", "no such table"},
		{"~policy id=1 text=x", "no such table"},
		{"-access id=1", "no such table"},
		{"+sqlite_schema name=x", "no such table"},
		{"+subject;DROP id=1", "no such table"},
		{"+ id=1", "no such table"},
		{"+subject id=1 nosuch=2", "no such column"},
		{"+subject id=1 kind,id=2", "no such column"},
		{"+subject id=1 rowid=2", "no such column"},
		{"+subject id=1 id=2 kind=case source= ref=1", "a column twice"},
		{"+subject kind=case source= ref=1", "the key is not whole"},
		{"+customer_key kind=phone customer=1", "the key is not whole"},
		{"-promise subject=1 rule=result", "the key is not whole"},
		{"+subject", "the key is not whole"},
		{"+subject id kind=case source= ref=1", "the key is null"},
		{"-subject id=1 kind=case", "more than the key"},
		{"~subject id=1", "nothing but the key"},
		{"~subject id=1 kind=case", "no such row"},
		{"-subject id=1", "no such row"},
		{"+subject id=x kind=case source= ref=1", "not a number"},
		{"+subject id=1.0 kind=case source= ref=1", "not a number"},
		{"+subject id= kind=case source= ref=1", "not a number"},
		{"+subject id=9223372036854775808 kind=case source= ref=1", "not a number"},
		{"+subject id=1 kind=case source= ref=1 seen=xy", "not hexadecimal"},
		{"+subject id=1 kind=case source= ref=1 seen=abc", "not hexadecimal"},
		/* What the tables themselves forbid is an answer too. */
		{"+subject id=1 kind=case source=", NULL},
		{"+subject id=1 kind source= ref=1", NULL},
		{ONE ONE, NULL},
		{ONE "+subject id=2 kind=case source= ref=1 live_from=0", NULL},
		{ONE "+promise subject=1 rule=r turn=1 owes=owner policy=1 start_at=1"
		    " amount=1h calendar= hard=0 state=late", NULL},
		{ONE "+promise subject=1 rule=r turn=1 owes=owner policy=1 start_at=1"
		    " amount=1h calendar= hard=0 state=kept", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct db *db = db_open(NULL, DB_SCRATCH);
		const char *fault;

		schema_migrate(db);
		db_begin_read(db);
		fault = apply(db, cases[i].arg);
		if (!fault)
			fail_msg("applied: %s", cases[i].arg);
		else if (cases[i].fault)
			assert_string_equal(fault, cases[i].fault);
		else
			assert_non_null(strstr(fault, "constraint"));
		/* Nothing of the refused line stands. */
		assert_true(db_int_of(db, "SELECT count(*) FROM subject", 0) <= 1);
		assert_int_equal(db_int_of(db, "SELECT count(*) FROM promise", 0), 0);
		db_rollback(db);
		db_close(db);
	}
}

static void applied(void **state)
{
	struct db *db = db_open(NULL, DB_SCRATCH);

	(void)state;
	schema_migrate(db);
	assert_null(apply(db, ONE
	    "+subject id=2 kind=customer source=crm ref=%27;DROP%20TABLE%20subject--"
	    " live_from=0 seen=00ff00\n"
	    ". nothing=happens\n"
	    "+field subject=2 name=room word=%E5 num\n"
	    "~subject id=2 live_from=-5 source_at=7\n"
	    "~subject id=2 source_at\n"
	    "-subject id=1"));
	assert_int_equal(db_int_of(db, "SELECT count(*) FROM subject", 0), 1);
	assert_int_equal(db_int_of(db, "SELECT live_from FROM subject"
	    " WHERE ref = ''';DROP TABLE subject--' AND source_at IS NULL"
	    " AND seen = x'00ff00'", 0), -5);
	assert_int_equal(db_int_of(db, "SELECT count(*) FROM field"
	    " WHERE num IS NULL AND CAST(word AS BLOB) = x'e5'", 0), 1);
	db_close(db);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_byte),
		cmocka_unit_test(forms),
		cmocka_unit_test(said),
		cmocka_unit_test(notes),
		cmocka_unit_test(random_round_trips),
		cmocka_unit_test(bad_forms),
		cmocka_unit_test(forged),
		cmocka_unit_test(applied),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
