# Prints a policy without the key of that path: awk -v path=promises.same_day -f
# cut.awk FILE. The path is written as in requirements.tsv: a rule of a list by its
# name, and all rules of that name. Exit status 1: there is no such key.

function indent(s)
{
	match(s, /^ */)
	return RLENGTH
}

# Where the block that begins on line i ends: before the next line that is as far
# left and neither empty, nor a remark, nor the end of its own brackets.
function end_of(i, hi,   j, n)
{
	n = indent(L[i])
	for (j = i + 1; j <= hi; j++)
		if (L[j] !~ /^ *(#.*)?$/ && indent(L[j]) <= n && L[j] !~ /^ *[]}]/)
			break
	return j - 1
}

function begins(s, key)
{
	sub(/^ */, "", s)
	return index(s, key ":") == 1 || index(s, "- {name: " key ",") == 1 ||
		index(s, "- {name: " key "}") == 1 || s ~ ("^- name: " key "( |$)")
}

# The first line of lo..hi on which the key's block begins, the leftmost; 0: none.
function block(lo, hi, key,   i, best)
{
	for (i = lo; i <= hi; i++)
		if (begins(L[i], key) && (!best || indent(L[i]) < indent(L[best])))
			best = i
	return best
}

# Cuts "key: value" out of the braces in lo..hi; 0: it is not there.
function cut_inside(lo, hi, key,   i, s, at, n, c, depth)
{
	for (i = lo; i <= hi; i++)
		s = s L[i] "\n"
	if (!match(s, "[{,][ \n]*" key ": "))
		return 0
	at = RSTART
	for (n = RSTART + RLENGTH; n <= length(s); n++) {
		c = substr(s, n, 1)
		if (c ~ /[[{]/)
			depth++
		else if (c ~ /[]}]/ && depth-- == 0)
			break
		else if (c == "," && depth == 0)
			break
	}
	# The first of its braces takes its comma along, others the one before.
	if (substr(s, at, 1) == "{") {
		at++
		n += substr(s, n, 1) == ","
	}
	L[lo] = substr(s, 1, at - 1) substr(s, n)
	sub(/\n$/, "", L[lo])
	for (i = lo + 1; i <= hi; i++)
		gone[i] = 1
	return 1
}

{ L[NR] = $0 }

END {
	n = split(path, key, ".")
	lo = 1
	hi = NR
	for (k = 1; k < n; k++) {
		i = block(lo, hi, key[k])
		if (!i)
			exit 1
		hi = end_of(i, hi)
		lo = i
	}
	first = lo + (n > 1)
	for (i = block(first, hi, key[n]); i; i = block(first, hi, key[n])) {
		depth = indent(L[i])
		if (cuts && depth != left)
			break
		left = depth
		cuts++
		for (j = end_of(i, hi); j >= i; j--) {
			gone[j] = 1
			L[j] = ""
		}
	}
	if (!cuts && !cut_inside(lo, hi, key[n]))
		exit 1
	for (i = 1; i <= NR; i++)
		if (!gone[i])
			print L[i]
}
