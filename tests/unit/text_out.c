/* The writer of data in every format, to files and terminals. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "text/out.h"

enum { NOW = 1773280800 };		/* Thu 2026-03-12 10:00 in Shanghai */

static const struct out_column columns[] = {
	{.name = "case", .type = OUT_INT, .class = CLASS_OPEN, .mask = MASK_TEXT, .table = true, .head = NULL},
	{.name = "due", .type = OUT_TIME, .class = CLASS_OPEN, .mask = MASK_TEXT, .table = true, .head = NULL},
	{.name = "left_s", .type = OUT_SECONDS, .class = CLASS_OPEN, .mask = MASK_TEXT, .table = true, .head = "left"},
	{.name = "share", .type = OUT_REAL, .class = CLASS_OPEN, .mask = MASK_TEXT, .table = false, .head = NULL},
	{.name = "name", .type = OUT_TEXT, .class = CLASS_PERSONAL, .mask = MASK_NAME, .table = true, .head = NULL},
	{.name = "phone", .type = OUT_TEXT, .class = CLASS_PERSONAL, .mask = MASK_PHONE, .table = false, .head = NULL},
	{.name = "born", .type = OUT_TIME, .class = CLASS_PERSONAL, .mask = MASK_DATE, .table = false, .head = NULL},
	{.name = "needs", .type = OUT_TEXT, .class = CLASS_SENSITIVE, .mask = MASK_TEXT, .table = false, .head = NULL},
	{.name = "token", .type = OUT_TEXT, .class = CLASS_SECRET, .mask = MASK_TEXT, .table = false, .head = NULL},
	{.name = "text", .type = OUT_TEXT, .class = CLASS_OPEN, .mask = MASK_TEXT, .table = true, .head = NULL},
	{.name = NULL, .type = OUT_TEXT, .class = CLASS_OPEN, .mask = MASK_TEXT, .table = false, .head = NULL}
};

static char dir[] = "/tmp/text_out.XXXXXX";
static char path[64];

static int make_dir(void **state)
{
	(void)state;
	if (!mkdtemp(dir))
		return -1;
	snprintf(path, sizeof path, "%s/out", dir);
	return 0;
}

static int remove_dir(void **state)
{
	(void)state;
	unlink(path);
	return rmdir(dir);
}

static void read_file(struct buf *b, const char *name)
{
	FILE *f = fopen(name, "r");
	int c;

	assert_non_null(f);
	buf_reset(b);
	while ((c = getc(f)) != EOF)
		buf_addc(b, (char)c);
	fclose(f);
}

/* Two rows: one full, one with nothing but its number. */
static void write_rows(struct out *o, bool row_reveal)
{
	out_int(o, "case", 10429);
	out_int(o, "due", NOW + 300);
	out_int(o, "left_s", 183600);
	out_real(o, "share", 0.1);
	out_text(o, "name", "李雷");
	out_text(o, "phone", "13800138000");
	out_int(o, "born", 0);
	out_text(o, "needs", "wheelchair");
	out_text(o, "token", "k3y");
	out_text(o, "text", "say \"no\",\n\t=1+1");
	if (row_reveal)
		out_row_reveal(o);
	out_row(o);
	out_int(o, "case", 10018);
	out_text(o, "name", "韩梅梅");
	out_text(o, "text", "x");
	out_text(o, "text", NULL);		/* taken back: unknown */
	out_real(o, "share", (double)NAN);
	out_row(o);
}

static void formats(void **state)
{
	const struct zone *zone = zone_open("Asia/Shanghai");
	const struct {
		struct out_style style;
		bool row_reveal;
		const char *text;
	} cases[] = {
		{{.format = OUT_CSV, .heads = true}, false,
		 "case,due,left_s,share,name,phone,born,needs,token,text\n"
		 "10429,2026-03-12 10:05:00,183600,0.1,李*,138****8000,****-**-**,***,***,\"say \"\"no\"\",\n\t=1+1\"\n"
		 "10018,,,,韩*,,,,,\n"},
		{{.format = OUT_CSV, .reveal = true, .times = OUT_OFFSET}, false,
		 "10429,2026-03-12T10:05:00+08:00,183600,0.1,李雷,13800138000,1970-01-01T08:00:00+08:00,wheelchair,***,\"say \"\"no\"\",\n\t=1+1\"\n"
		 "10018,,,,韩梅梅,,,,,\n"},
		{{.format = OUT_TSV, .heads = true, .times = OUT_UTC}, true,
		 "case\tdue\tleft_s\tshare\tname\tphone\tborn\tneeds\ttoken\ttext\n"
		 "10429\t2026-03-12T02:05:00Z\t183600\t0.1\t李雷\t13800138000\t1970-01-01T00:00:00Z\t***\t***\tsay \"no\",  =1+1\n"
		 "10018\t\t\t\t韩*\t\t\t\t\t\n"},
		{{.format = OUT_JSONL, .heads = true}, false,
		 "{\"case\":10429,\"due\":\"2026-03-12T10:05:00+08:00\",\"left_s\":183600,\"share\":0.1,"
		 "\"name\":\"李*\",\"phone\":\"138****8000\",\"born\":\"****-**-**\",\"needs\":\"***\",\"token\":\"***\","
		 "\"text\":\"say \\\"no\\\",\\n\\t=1+1\"}\n"
		 "{\"case\":10018,\"due\":null,\"left_s\":null,\"share\":null,\"name\":\"韩*\",\"phone\":null,"
		 "\"born\":null,\"needs\":null,\"token\":null,\"text\":null}\n"},
		{{.format = OUT_JSONL, .times = OUT_EPOCH, .reveal = true}, false,
		 "{\"case\":10429,\"due\":1773281100,\"left_s\":183600,\"share\":0.1,"
		 "\"name\":\"李雷\",\"phone\":\"13800138000\",\"born\":0,\"needs\":\"wheelchair\",\"token\":\"***\","
		 "\"text\":\"say \\\"no\\\",\\n\\t=1+1\"}\n"
		 "{\"case\":10018,\"due\":null,\"left_s\":null,\"share\":null,\"name\":\"韩梅梅\",\"phone\":null,"
		 "\"born\":null,\"needs\":null,\"token\":null,\"text\":null}\n"},
		{{.format = OUT_TABLE, .heads = true}, false,
		 " case  due     left  name  text\n"
		 "10429  10:05  2d 3h  李*   say \"no\",  =1+1\n"
		 "10018                韩*\n"},
		/* In a chat nobody's name stands, not even to its owner. */
		{{.format = OUT_LINES, .heads = true}, true,
		 "10429  10:05  2d 3h  李*  say \"no\",  =1+1\n"
		 "10018  韩*\n"},
		{{.format = OUT_LINES, .ids = true}, false, "10429\n10018\n"},
		{{.format = OUT_TABLE, .ids = true, .heads = true}, false,
		 "10429\n10018\n"},
		{{.format = OUT_JSONL, .ids = true}, false, "10429\n10018\n"},
	};
	struct buf b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct out_style style = cases[i].style;
		struct out *o;

		style.zone = zone;
		style.now = NOW;
		style.path = path;
		o = out_begin(columns, &style);
		write_rows(o, cases[i].row_reveal);
		out_end(o);
		read_file(&b, path);
		assert_string_equal(buf_text(&b), cases[i].text);
	}
	buf_free(&b);
}

static void no_rows(void **state)
{
	struct out_style style = {.format = OUT_CSV, .heads = true, .path = path};
	struct buf b = {0};

	(void)state;
	out_end(out_begin(columns, &style));
	read_file(&b, path);
	assert_string_equal(b.s,
	    "case,due,left_s,share,name,phone,born,needs,token,text\n");
	style.format = OUT_TABLE;
	out_end(out_begin(columns, &style));
	read_file(&b, path);
	assert_string_equal(buf_text(&b), "");
	buf_free(&b);
}

static const struct out_column one[] = {
	{.name = "ref", .type = OUT_TEXT, .class = CLASS_OPEN, .mask = MASK_TEXT, .table = true, .head = NULL},
	{.name = "text", .type = OUT_TEXT, .class = CLASS_OPEN, .mask = MASK_TEXT, .table = true, .head = NULL},
	{.name = NULL, .type = OUT_TEXT, .class = CLASS_OPEN, .mask = MASK_TEXT, .table = false, .head = NULL}
};

/* What one row of ref and text looks like. */
static void write_one(struct buf *b, struct out_style style, const char *ref,
    const char *text)
{
	struct out *o;

	style.path = path;
	o = out_begin(one, &style);
	out_text(o, "ref", ref);
	out_text(o, "text", text);
	out_row(o);
	out_end(o);
	read_file(b, path);
}

static void hostile_values(void **state)
{
	struct buf b = {0};

	(void)state;
	write_one(&b, (struct out_style){.ids = true}, "1\n2", "");
	assert_string_equal(b.s, "1 2\n");
	write_one(&b, (struct out_style){.format = OUT_TSV}, "a\tb\r\nc", "d");
	assert_string_equal(b.s, "a b c\td\n");
	write_one(&b, (struct out_style){.format = OUT_TABLE}, "a\x1b[2Jb\n",
	    "c\xE2\x80\xAE" "d\xFF");
	assert_null(strchr(b.s, '\x1b'));
	assert_non_null(strstr(b.s, "\\x1b[2Jb"));
	assert_null(strstr(b.s, "\xE2\x80\xAE"));
	assert_null(strchr(b.s, '\xFF'));
	assert_int_equal(strcspn(b.s, "\n"), b.n - 1);
	write_one(&b, (struct out_style){.format = OUT_LINES}, "a\x1b[2J\tb\n",
	    "c\xE2\x80\xAE" "d\xC2\x9B" "e\x7F");
	assert_string_equal(b.s, "a\\x1b[2J b   c\xEF\xBF\xBD" "d\\x9b" "e\\x7f\n");
	write_one(&b, (struct out_style){.format = OUT_CSV}, "", "");
	assert_string_equal(b.s, ",\n");
	buf_free(&b);
}

/* As a list on a terminal: words between the name and the free text. */
static const struct out_column listed[] = {
	{.name = "ref", .table = true},
	{.name = "kind", .table = true},
	{.name = "text", .table = true},
	{.name = NULL}
};

/* A terminal of that many columns shows what of one long row? */
static void show(struct buf *b, unsigned short width)
{
	struct winsize size = {.ws_row = 24, .ws_col = width};
	struct out_style style = {.format = OUT_TABLE, .heads = true};
	int master, slave;
	struct termios raw;
	struct out *o;
	char name[64], text[4096];
	ssize_t n;

	assert_int_equal(openpty(&master, &slave, name, NULL, &size), 0);
	assert_int_equal(tcgetattr(slave, &raw), 0);
	cfmakeraw(&raw);
	assert_int_equal(tcsetattr(slave, TCSANOW, &raw), 0);
	style.path = name;
	o = out_begin(listed, &style);
	out_text(o, "ref", "booking:T0308-2");
	out_text(o, "kind", "consultation");
	out_text(o, "text", "大巴迟到两小时，大巴迟到两小时，大巴迟到两小时");
	out_row(o);
	out_end(o);
	close(slave);
	buf_reset(b);
	while ((n = read(master, text, sizeof text)) > 0)
		buf_add(b, text, (size_t)n);
	close(master);
}

static void terminals(void **state)
{
	struct buf b = {0};

	(void)state;
	unsetenv("COLUMNS");
	show(&b, 200);
	assert_non_null(strstr(b.s, "大巴迟到两小时，大巴迟到两小时，大巴迟到两小时\n"));
	show(&b, 44);
	assert_non_null(strstr(b.s, "booking:T0308-2  consultation  大巴迟到两小\n"));
	setenv("COLUMNS", "40", 1);
	show(&b, 200);
	assert_non_null(strstr(b.s, "booking:T0308-2  consultation  大巴迟到\n"));
	/* A file is no terminal, whatever COLUMNS says. */
	write_one(&b, (struct out_style){.format = OUT_TABLE},
	    "booking:T0308-2", "大巴迟到两小时，大巴迟到两小时");
	assert_non_null(strstr(b.s, "大巴迟到两小时，大巴迟到两小时\n"));
	unsetenv("COLUMNS");
	buf_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(formats),
		cmocka_unit_test(no_rows),
		cmocka_unit_test(hostile_values),
		cmocka_unit_test(terminals),
	};

	die_init("text_out");
	return cmocka_run_group_tests_name("text_out", tests, make_dir,
	    remove_dir);
}
