/* Parsing command lines by the program's table, and printing help from it. */
#include "command/options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/die.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/num.h"
#include "command/args.h"
#include "command/session.h"
#include "command/start.h"

const struct option_spec common_options[] = {
	{"store", 'd', N_("FILE"), N_("the store, or the folder it stands in")},
	{"format", 'f', N_("NAME"), N_("table, csv, tsv, jsonl, text, html or xlsx")},
	{"output", 'o', N_("FILE"), N_("write the data to FILE; its suffix chooses the format")},
	{"times", 0, N_("FORM"), N_("times as local, offset, utc or epoch")},
	{"ids", 0, NULL, N_("only names, one a line")},
	{"no-heads", 0, NULL, N_("no line of column names")},
	{"reveal", 0, N_("REASON"), N_("show personal data; the reason is recorded")},
	{"for", 0, N_("NAME"), N_("who really did it (staff login)")},
	{"once", 0, N_("KEY"), N_("do it only if nothing was done with this key")},
	{"dry-run", 'n', NULL, N_("do everything, then take it back")},
	{"now", 0, N_("TIME"), N_("the time to go by; writes only in a trial store")},
	{"quiet", 'q', NULL, N_("say only what is wrong")},
	{"verbose", 'v', NULL, N_("say how it was decided")},
	{"help", 'h', NULL, N_("show this help")},
	{"version", 0, NULL, N_("show the version")},
	{NULL, 0, NULL, NULL}
};

enum { MOST = 64 };

static const struct option_spec none[] = {{NULL, 0, NULL, NULL}};

static const struct option_spec *own(const struct verb *v)
{
	return v->options ? v->options : none;
}

static const struct option_spec *find_spec(const struct verb *v, const char *name)
{
	for (const struct option_spec *o = own(v); o->name; o++)
		if (strcmp(o->name, name) == 0)
			return o;
	for (const struct option_spec *o = common_options; o->name; o++)
		if (strcmp(o->name, name) == 0)
			return o;
	return NULL;
}

bool arg_known(const struct args *a, const char *name)
{
	return find_spec(a->verb, name) != NULL;
}

const char *arg_repeated(const struct args *a, const char *name, size_t i)
{
	if (!find_spec(a->verb, name))
		die(STATUS_BUG, "no option --%s", name);
	for (size_t j = 0; j < a->n; j++)
		if (strcmp(a->given[j].spec->name, name) == 0 && i-- == 0)
			return a->given[j].value;
	return NULL;
}

const char *arg_value(const struct args *a, const char *name)
{
	const char *last = NULL, *v;

	for (size_t i = 0; (v = arg_repeated(a, name, i)) != NULL; i++)
		last = v;
	return last;
}

bool arg_given(const struct args *a, const char *name)
{
	return arg_value(a, name) != NULL;
}

size_t arg_operands(const struct args *a)
{
	return a->operands_n;
}

const char *arg_operand(const struct args *a, size_t i)
{
	return i < a->operands_n ? a->operands[i] : NULL;
}

const struct verb *arg_verb(const struct args *a)
{
	return a->verb;
}

/* Columns of the screen that a text takes: Chinese characters take two. */
static int screen_width(const char *s)
{
	wchar_t wide[256];
	size_t n = mbstowcs(wide, s, sizeof wide / sizeof wide[0]);
	int width = n == (size_t)-1 ? -1 : wcswidth(wide, n);

	return width < 0 ? (int)strlen(s) : width;
}

static void print_options(const struct option_spec *o)
{
	enum { LEFT = 30 };

	for (; o->name; o++) {
		char left[96];
		int pad;

		snprintf(left, sizeof left, "%s--%s%s%s",
		    o->letter ? (char[]){'-', o->letter, ',', ' ', '\0'} : "    ",
		    o->name, o->arg ? " " : "", o->arg ? _(o->arg) : "");
		pad = LEFT - screen_width(left);
		printf("  %s%*s %s\n", left, pad > 0 ? pad : 0, "", _(o->help));
	}
}

static void print_usage(const struct program *p, const struct verb *v)
{
	printf("  %s%s%s%s%s%s\n", p->name, v->name ? " " : "",
	    v->name ? v->name : "", own(v)->name ? _(" [options]") : "",
	    *v->operands ? " " : "", v->operands);
}

static void help_verb(const struct program *p, const struct verb *v)
{
	printf("%s\n\n%s\n", _(v->help), _("Usage:"));
	print_usage(p, v);
	if (own(v)->name) {
		printf("\n%s\n", _("Options:"));
		print_options(own(v));
	}
	printf("\n%s\n", _("Options of every command:"));
	print_options(common_options);
}

static void help_program(const struct program *p)
{
	printf("%s: %s\n\n%s\n", p->name, _(p->summary), _("Usage:"));
	for (const struct verb *v = p->verbs; v->run; v++) {
		print_usage(p, v);
		printf("      %s\n", _(v->help));
	}
	printf("\n%s\n", _("Options of every command:"));
	print_options(common_options);
	printf(_("\nMore: %s VERB --help, man %s\n"), p->name, p->name);
}

/* How many words at "at" are the verb's name, which may be two of them
 * ("measure open"); 0: they are not. */
static int words_of(const struct verb *v, int at, int argc, char **argv)
{
	const char *name = v->name;

	for (int i = at; name && i < argc; i++) {
		size_t n = strlen(argv[i]);

		if (strncmp(name, argv[i], n) != 0)
			return 0;
		if (!name[n])
			return i - at + 1;
		name = name[n] == ' ' ? name + n + 1 : NULL;
	}
	return 0;
}

/* The verb that stands at "at", by as many words as fit. */
static const struct verb *find_verb(const struct program *p, int at, int argc,
    char **argv, int *words)
{
	const struct verb *found = NULL;

	*words = 0;
	for (const struct verb *v = p->verbs; v->run; v++) {
		int n = words_of(v, at, argc, argv);

		if (n > *words) {
			found = v;
			*words = n;
		}
	}
	return found;
}

static const struct verb *bare_verb(const struct program *p)
{
	for (const struct verb *v = p->verbs; v->run; v++)
		if (!v->name)
			return v;
	return NULL;
}

/* Does the word at argv[i] take the next one as its value? Only common
 * options may stand before the verb. */
static bool takes_next(const char *word)
{
	if (strchr(word, '='))
		return false;
	for (const struct option_spec *o = common_options; o->name; o++)
		if (o->arg && ((word[1] == '-' && strcmp(word + 2, o->name) == 0) ||
		    (o->letter && word[1] == o->letter && !word[2])))
			return true;
	return false;
}

static int verb_place(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		if (argv[i][0] != '-')
			return i;
		if (strcmp(argv[i], "-") == 0 || strcmp(argv[i], "--") == 0)
			return 0;
		if (takes_next(argv[i]))
			i++;
	}
	return 0;
}

static noreturn void unknown_verb(const struct program *p, const char *word)
{
	const char *near = NULL;
	int best = 3;

	for (const struct verb *v = p->verbs; v->run; v++)
		if (v->name && num_distance(v->name, word) < best) {
			best = num_distance(v->name, word);
			near = v->name;
		}
	if (near)
		die_usage(_("%s: no such verb; nearest: %s"), word, near);
	die_usage(_("%s: no such verb"), word);
}

/* Take the verb's words out of argv. */
static const struct verb *take_verb(const struct program *p, int *argc,
    char **argv)
{
	int words = 0, at = verb_place(*argc, argv);
	const struct verb *v = at ? find_verb(p, at, *argc, argv, &words) : NULL;
	const struct verb *bare = bare_verb(p);

	if (!v && at && !(bare && *bare->operands))
		unknown_verb(p, argv[at]);
	if (!v)
		return bare;
	for (int i = at; i + words <= *argc; i++)
		argv[i] = argv[i + words];
	*argc -= words;
	return v;
}

static size_t add_specs(const struct option_spec *o, struct option *longs,
    const struct option_spec **specs, char *shorts, size_t n)
{
	for (; o->name && n < MOST; o++, n++) {
		char letter[3] = {o->letter, o->arg ? ':' : '\0', '\0'};

		specs[n] = o;
		longs[n] = (struct option){o->name,
		    o->arg ? required_argument : no_argument, NULL,
		    256 + (int)n};
		if (o->letter)
			strcat(shorts, letter);
	}
	return n;
}

static void give(struct args *a, const struct option_spec *spec, const char *value)
{
	a->given = mem_grow(a->given, &a->cap, a->n + 1, sizeof *a->given);
	a->given[a->n++] = (struct given){spec, value ? value : ""};
}

static void parse(struct args *a, int argc, char **argv)
{
	struct option longs[MOST + 1] = {{0}};
	const struct option_spec *specs[MOST];
	char shorts[2 * MOST + 2] = ":";
	size_t n;
	int c;

	n = add_specs(own(a->verb), longs, specs, shorts, 0);
	n = add_specs(common_options, longs, specs, shorts, n);
	opterr = 0;
	while ((c = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
		if (c == ':')
			die_usage(_("%s: wants a value"), argv[optind - 1]);
		/* Within "-qX" only the letter is known to be wrong. */
		if (c == '?' && optopt > 0 && optopt < 256)
			die_usage(_("-%c: no such option here"), optopt);
		if (c == '?')
			die_usage(_("%s: no such option here"), argv[optind - 1]);
		for (size_t i = 0; i < n; i++)
			if (c == 256 + (int)i || c == specs[i]->letter) {
				give(a, specs[i], optarg);
				break;
			}
	}
	a->operands = argv + optind;
	a->operands_n = (size_t)(argc - optind);
}

/* --help and --version, whichever comes first. */
static bool told(const struct program *p, const struct args *a)
{
	for (size_t i = 0; i < a->n; i++) {
		const char *name = a->given[i].spec->name;

		if (strcmp(name, "version") == 0) {
			printf("%s %s\n", p->name, CARE_VERSION);
			return true;
		}
		if (strcmp(name, "help") == 0) {
			if (a->verb->name && !a->no_verb)
				help_verb(p, a->verb);
			else
				help_program(p);
			return true;
		}
	}
	return false;
}

int program_main(const struct program *p, int argc, char **argv)
{
	struct args a = {.program = p->name};
	int rc = STATUS_DONE;

	die_init(p->name);
	a.verb = take_verb(p, &argc, argv);
	a.no_verb = !a.verb;
	if (a.no_verb)
		a.verb = p->verbs;
	parse(&a, argc, argv);
	if (!told(p, &a)) {
		if (a.no_verb)
			die_usage(_("say what to do"));
		if (a.operands_n > 0 && !*a.verb->operands)
			die_usage(_("%s: one word too many"), a.operands[0]);
		rc = session_run(&a);
	}
	free(a.given);
	return rc;
}
