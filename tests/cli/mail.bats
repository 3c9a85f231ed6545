#!/usr/bin/env bats
# care-intake mail: mails become cases, or words in the cases they answer.
load setup

setup() {
	fresh
	run_ok care-store init store --trial --policy "$ROOT/policies/small-agency.yaml" \
	    --now 2026-03-01T09:00:00+08:00
	export CARE_STORE=$PWD/store CARE_NOW=2026-03-12T10:12:00+08:00
	mails=$ROOT/tests/mail
}

sql() {
	sqlite3 -readonly store/care.db "$1"
}

# write FROM SUBJECT TEXT [HEAD...]: a mail on stdout.
write() {
	printf 'From: %s\nTo: care@agency.example\nSubject: %s\nDate: Thu, 12 Mar 2026 10:00:00 +0800\n' "$1" "$2"
	printf '%s\n' "${@:4}"
	printf '\n%s\n' "$3"
}

# What the promises of all cases are, and who owns them.
clocks() {
	sql 'SELECT subject, rule, turn, start_at, due_at, state, ended_at, next_at FROM promise ORDER BY 1, 2, 3'
	sql 'SELECT id, state, owner, first_at, replied_at, closed_at, reopened FROM cases ORDER BY 1'
}

@test "a mail is a case: customer, time, words, promises" {
	run_ok care-intake mail --print-ids <"$mails/gbk.eml"
	[[ $output =~ ^[0-9]+$ ]]
	[ "$(wc -l <"$err")" -eq 1 ]
	[[ $stderr == "$output complaint 投诉：大巴迟到两小时 "*"; first_action due Fri 09:30 (24h)"* ]]
	number=$output
	run_ok care-case show "$number" --reveal "case $number" -f jsonl
	[[ $output == *'投诉：大巴迟到两小时'*'大巴迟到两小时，司机马䶮还要加停车费。'* ]]
	[ "$(sql 'SELECT kind, channel FROM cases')" = 'complaint|mail' ]
	[ "$(sql 'SELECT k.value, c.name FROM customer c JOIN customer_key k ON k.customer = c.id')" = 'li@example.com|李䶮' ]
	[ "$(sql "SELECT inbound, channel, at FROM contact")" = '1|mail|1773279000' ]
	# What he quoted is kept, apart.
	run_ok care-case history "$number" --reveal "case $number" -f csv
	[[ $output != *您好* ]]
	[ "$(sql "SELECT count(*) FROM content WHERE body LIKE '%quoted=%您好%' AND body NOT LIKE '%停车费%'")" -eq 1 ]
	run_ok care-store check
}

@test "every sample is stored, twice changes nothing, and the store is whole" {
	for f in "$mails"/*.eml; do
		run_ok care-intake mail "$f"
	done
	[ "$(sql "SELECT count(*) FROM event WHERE what = 'unreadable_mail'")" -eq 1 ]
	[ "$(sql "SELECT count(*) FROM event WHERE what = 'auto_mail'")" -eq 7 ]
	# nested and truncated have one Message-ID and the same words.
	[ "$(sql 'SELECT count(*) FROM cases')" -eq 12 ]
	[ "$(sql 'SELECT count(*) FROM contact')" -eq 19 ]
	care-store export --canonical >before
	for f in "$mails"/*.eml; do
		run_ok care-intake mail -v "$f"
		grep -q 'was taken in before' "$err"
	done
	care-store export --canonical | cmp - before
	run_ok care-store check
}

@test "attachments are named, not kept" {
	run_ok care-intake mail --print-ids <"$mails/nested.eml"
	run_ok care-case show "$output" --reveal "case $output" -f jsonl
	[[ $output == *'[attachment: 餐厅发票.pdf, application/pdf, 64 bytes]'* ]]
	[[ $output == *'[attachment: 行程单.txt, text/plain, 6 bytes]'* ]]
	run_status 1 grep -q 'PDF-1.4' store/care.db
}

@test "automatic mails make no case and touch no clock" {
	run_ok care-intake mail --print-ids <"$mails/gbk.eml"
	number=$output
	clocks >before
	for f in dsn dsn-whole vacation away list loop from-line; do
		run_ok care-intake mail --print-ids <"$mails/$f.eml"
		[ -z "$output" ]
		grep -q 'no case' "$err"
	done
	clocks | cmp - before
	# The vacation answers a mail of the case, so it stands there; others are the house's.
	run_ok care-case history "$number" -f csv
	[ "$(grep -c ,auto_mail, "$out")" -eq 1 ]
	grep -q 'why=auto_submitted' "$out"
	[ "$(sql "SELECT count(*) FROM event WHERE what = 'auto_mail' AND subject = 1")" -eq 6 ]
	run_ok care-store check
}

@test "a mail program says that nobody sent it" {
	write a@example.com hello text >m
	SENDER='' run_ok care-intake mail <m
	grep -q 'no case' "$err"
	SENDER=a@example.com run_ok care-intake mail < <(sed 's/hello/other/' m)
	[ "$(sql 'SELECT count(*) FROM cases')" -eq 1 ]
}

@test "a follow-up by number, by thread, by subject: never a clock, never an owner" {
	run_ok care-intake mail --print-ids <"$mails/gbk.eml"
	number=$output
	clocks >before
	write other@example.com "回复：投诉答复（编号$number）" 'by number' 'Message-ID: <f1@x>' >f1
	write li@example.com "about $number" 'his own, not marked' 'Message-ID: <f2@x>' >f2
	write li@example.com 'no number' 'by In-Reply-To' 'Message-ID: <f3@x>' 'In-Reply-To: <gbk-1@example.com>' >f3
	write li@example.com 'no number' 'by References' 'Message-ID: <f4@x>' 'References: <z@z> <f3@x>' >f4
	write li@example.com 'no number' 'by address' 'Message-ID: <f5@x>' "Cc: care+$number@agency.example" >f5
	for f in f1 f2 f3 f4 f5; do
		run_ok care-intake mail --print-ids <$f
		[ "$output" = "$number" ]
		grep -q "$number: one more mail" "$err"
	done
	clocks | cmp - before
	[ "$(sql "SELECT count(*) FROM event WHERE what = 'customer_wrote'")" -eq 5 ]
	[ "$(sql "SELECT count(*) FROM contact WHERE inbound = 1 AND channel = 'mail'")" -eq 6 ]
	run_ok care-case history "$number" --reveal "case $number" -f csv
	grep -q 'by References' "$out"
	run_ok care-store check
}

@test "numbers that name no case of his make a new one" {
	run_ok care-intake mail --print-ids <"$mails/gbk.eml"
	number=$output
	wrong=$((number - number % 10 + (number + 1) % 10))
	write li@example.com "编号$wrong" 'wrong check digit' >f1
	write stranger@example.com "about $number" 'not his, and nothing says it is a case' >f2
	write li@example.com '编号99990' 'no such case' >f3
	for f in f1 f2 f3; do
		run_ok care-intake mail --print-ids <$f
		[[ $output =~ ^[0-9]+$ ]]
		[ "$output" != "$number" ]
	done
	[ "$(sql 'SELECT count(*) FROM cases')" -eq 4 ]
}

@test "references of the sender's own cases and bookings, of nobody else's" {
	printf 'ref,customer_ref,mail,state,departs\nT0308-2,k1,li@example.com,booked,2026-04-01\n' >b.csv
	run_ok care-intake bookings b.csv
	run_ok care-intake case --kind complaint --source crm --ref TS-77 --mail li@example.com --text x
	first=$output
	write li@example.com '关于TS-77' 'his case' 'Message-ID: <r1@x>' >r1
	run_ok care-intake mail --print-ids <r1
	[ "$output" = "$first" ]
	write stranger@example.com '关于TS-77' 'not his' 'Message-ID: <r2@x>' >r2
	run_ok care-intake mail --print-ids <r2
	[ "$output" != "$first" ]
	write li@example.com 'T0308-2 breakfast' 'his booking' 'Message-ID: <r3@x>' >r3
	run_ok care-intake mail --print-ids <r3
	about=$output
	[ "$about" != "$first" ]
	[ "$(sql 'SELECT count(*) FROM cases WHERE booking IS NOT NULL')" -eq 1 ]
	write li@example.com 'T0308-2 again' 'has an open case about it' 'Message-ID: <r4@x>' >r4
	run_ok care-intake mail --print-ids <r4
	[ "$output" = "$about" ]
	run_ok care-store check
}

@test "an answer to a message of ours, and its bounce" {
	printf 'login,role,mail\nboss,supervisor,boss@agency.example\n' >s.csv
	run_ok care-intake staff s.csv
	run_ok care-intake mail --print-ids <"$mails/gbk.eml"
	number=$output
	CARE_NOW=2026-03-13T09:00:00+08:00 run_ok care-escalate run
	message=$(sql "SELECT min(id) FROM message WHERE subject = (SELECT id FROM cases)")
	ours=m$message.$(sql "SELECT substr(value, 1, 12) FROM meta WHERE name = 'id'")@agency.example
	CARE_NOW=2026-03-13T09:01:00+08:00
	clocks >before
	write boss@agency.example 'Re: notice' 'I look at it' "In-Reply-To: <$ours>" >f1
	run_ok care-intake mail --print-ids <f1
	[ "$output" = "$number" ]
	sed "s/@OURS@/$ours/" "$mails/dsn.eml" >f2
	run_ok care-intake mail --print-ids <f2
	[ -z "$output" ]
	write boss@agency.example 'notice' 'our own mail, come back' "Message-ID: <$ours>" >f3
	run_ok care-intake mail --print-ids <f3
	[ -z "$output" ]
	run_ok care-case history "$number" -f csv
	grep -q ,staff_wrote, "$out"
	[ "$(grep -c ,auto_mail, "$out")" -ge 1 ]
	grep -q 'why=bounce' "$out"
	clocks | cmp - before
	[ "$(sql "SELECT count(*) FROM customer")" -eq 1 ]
	run_ok care-store check
}

@test "what a colleague passes on is a case without a customer" {
	printf 'login,role,mail\nboss,supervisor,Boss@agency.example\n' >s.csv
	run_ok care-intake staff s.csv
	write boss@agency.example 'Fwd: 投诉' '-----原始邮件-----
司机骂人' >f
	run_ok care-intake mail --print-ids <f
	run_ok care-case show "$output" --reveal "case $output" -f jsonl
	[[ $output == *司机骂人*boss@agency.example* ]]
	[ "$(sql 'SELECT count(*) FROM customer')" -eq 0 ]
	run_ok care-store check
}

@test "a closed case hears of it, and so do people" {
	run_ok care-intake mail --print-ids <"$mails/gbk.eml"
	number=$output
	CARE_NOW=2026-03-12T11:00:00+08:00
	run_ok care-case reply "$number"
	run_ok care-case close "$number"
	clocks >before
	write li@example.com "编号$number" 'not settled at all' >f
	run_ok care-intake mail -q --print-ids <f
	[ "$output" = "$number" ]
	grep -q "case $number is closed.*care-case reopen $number" "$err"
	clocks | cmp - before
}

@test "one Message-ID for all mails loses none" {
	write a@example.com one 'first words' 'Message-ID: <same@x>' >f1
	write a@example.com two 'other words' 'Message-ID: <same@x>' >f2
	run_ok care-intake mail --print-ids <f1
	first=$output
	run_ok care-intake mail --print-ids <f2
	[ "$output" = "$first" ]
	for f in f1 f2; do
		run_ok care-intake mail <$f
		[[ $stderr == *'was taken in before'* ]]
	done
	[ "$(sql "SELECT count(*) FROM event WHERE what = 'customer_wrote'")" -eq 1 ]
}

@test "what was taken back is taken in again, and so is what answers it" {
	write a@example.com one 'first words' 'Message-ID: <one@x>' >f1
	write a@example.com 'Re: one' 'more words' 'Message-ID: <two@x>' 'In-Reply-To: <one@x>' >f2
	run_ok care-intake mail --print-ids <f1
	first=$output
	run_ok care-intake undo "$(care-intake batches --ids | head -n 1)"
	# Its case is no case any more, neither by thread nor by number.
	write a@example.com "about $first" 'words' 'Message-ID: <three@x>' 'In-Reply-To: <one@x>' >f3
	run_ok care-intake mail --print-ids <f3
	third=$output
	[ "$third" != "$first" ]
	run_ok care-intake mail --print-ids <f1
	again=$output
	[ "$again" != "$first" ] && [ "$again" != "$third" ]
	run_ok care-intake mail <f1
	[[ $stderr == *'was taken in before'* ]]
	run_ok care-intake mail --print-ids <f2
	[ "$output" = "$again" ]
	# A follow-up goes back alone, and comes again.
	run_ok care-intake undo "$(care-intake batches --ids | head -n 1)"
	run_ok care-intake mail --print-ids <f2
	[ "$output" = "$again" ]
	[ "$(sql "SELECT count(*) FROM contact WHERE channel = 'mail'")" -eq 4 ]
	run_ok care-store check
}

@test "two at once: one case" {
	pids=()
	for i in 1 2 3 4; do
		care-intake mail --print-ids <"$mails/no-id.eml" >"o$i" 2>/dev/null &
		pids+=($!)
	done
	for p in "${pids[@]}"; do wait "$p"; done
	[ "$(cat o1 o2 o3 o4 | wc -l)" -eq 1 ]
	[ "$(sql 'SELECT count(*) FROM cases')" -eq 1 ]
	run_ok care-store check
}

@test "what cannot be read is kept, with status 0" {
	clocks >before
	run_ok care-intake mail <"$mails/garbage.eml"
	grep -q 'cannot be read' "$err"
	head -c 100000 /dev/zero >zeros
	run_ok care-intake mail <zeros
	run_ok care-intake mail <<<'only words'
	[ "$(sql "SELECT count(*) FROM event WHERE what = 'unreadable_mail' AND subject = 1")" -eq 3 ]
	[ "$(sql "SELECT count(*) FROM content WHERE body LIKE '%only%words%'")" -eq 1 ]
	grep -q 'size=100000' < <(sql "SELECT arg FROM event WHERE what = 'unreadable_mail'")
	clocks | cmp - before
	run_ok care-intake mail </dev/null
	[ -z "$output" ]
	run_ok care-store check
}

@test "two megabytes of text, and NULs" {
	{ write a@example.com long start; head -c 2000000 /dev/zero | tr '\0' x; } >f
	run_ok care-intake mail --print-ids <f
	[ "$(sql 'SELECT length(body) FROM content ORDER BY 1 DESC LIMIT 1')" -lt 1100000 ]
	run_ok care-case show "$output" --reveal "case $output" -f jsonl
	grep -q 'bytes left out\]' "$out"
	printf 'From: n@example.com\nSubject: a\0b\n\nx\0y\n' >f
	run_ok care-intake mail --print-ids <f
	[[ $output =~ ^[0-9]+$ ]]
	run_ok care-store check
}

@test "a busy store is 75, and nothing was taken in" {
	mkfifo hold held
	sqlite3 store/care.db <hold >held &
	holder=$!
	exec 7>hold 8<held
	printf 'BEGIN IMMEDIATE;\n.print held\n' >&7
	read -r line <&8
	[ "$line" = held ]
	run_status 75 care-intake mail <"$mails/gbk.eml"
	echo 'ROLLBACK;' >&7
	exec 7>&- 8<&-
	wait $holder
	[ "$(sql 'SELECT count(*) FROM cases')" -eq 0 ]
	run_ok care-intake mail <"$mails/gbk.eml"
	[ "$(sql 'SELECT count(*) FROM cases')" -eq 1 ]
}

@test "a mailbox: mail by mail" {
	for f in gbk no-id list; do
		printf '>From the guide I heard nothing.\n\nFrom 3 o clock on we waited: 5 hours.\n' >tail.txt
		{ echo 'From x Thu Mar 12 09:00:00 2026'; cat "$mails/$f.eml"; [ $f != no-id ] || cat tail.txt; echo; }
	done >box
	run_ok care-intake mail --print-ids box
	[ "${#lines[@]}" -eq 2 ]
	[ "$stderr" = 'read 3  new 2  follow 0  acknowledge 0  automatic 1  unreadable 0  same 0' ]
	run_ok care-case show "${lines[1]}" --reveal "case ${lines[1]}" -f jsonl
	[[ $output == *'Message-ID\nFrom the guide I heard nothing.\n\nFrom 3 o clock on'* ]]
	sed 's/$/\r/' box >crlf
	run_ok care-intake mail crlf
	[ "$stderr" = 'read 3  new 0  follow 0  acknowledge 0  automatic 0  unreadable 0  same 3' ]
	run_ok care-intake mail -q --print-ids box
	[ -z "$output$stderr" ]
}

@test "a Maildir: new is read again until it is moved" {
	mkdir -p box/new box/cur box/tmp
	cp "$mails/gbk.eml" box/new/1
	cp "$mails/no-id.eml" box/cur/2:2,S
	cp "$mails/big5.eml" box/tmp/3
	: >box/new/.hidden
	mkfifo box/new/4
	run_ok care-intake mail box --dry-run --move
	[ "$(sql 'SELECT count(*) FROM cases')" -eq 0 ]
	run_ok care-intake mail box
	[ "$stderr" = 'read 2  new 2  follow 0  acknowledge 0  automatic 0  unreadable 0  same 0' ]
	[ -e box/new/1 ]
	run_ok care-intake mail box --move
	[ "$stderr" = 'read 2  new 0  follow 0  acknowledge 0  automatic 0  unreadable 0  same 2' ]
	[ -e box/cur/1:2, ] && [ ! -e box/new/1 ] && [ -e box/tmp/3 ]
	run_status 66 care-intake mail store
	run_status 66 care-intake mail nowhere
}

@test "dates that cannot be are now" {
	write a@example.com future x >f1
	sed 's/12 Mar 2026/12 Apr 2027/' f1 >f2
	sed 's/12 Mar 2026/12 Jan 2026/' f1 >f3
	sed '/^Date/d' f1 >f4
	for f in f2 f3 f4; do
		run_ok care-intake mail <$f
	done
	[ "$(sql 'SELECT DISTINCT received_at FROM cases')" = 1773281520 ]
}

@test "--kind and --channel; one place to read from" {
	run_ok care-intake mail --kind 咨询 --channel phone <"$mails/no-id.eml"
	[ "$(sql 'SELECT kind, channel FROM cases')" = 'consultation|phone' ]
	run_status 64 care-intake mail --kind 投述 <"$mails/gbk.eml"
	run_status 64 care-intake mail a b
	run_status 64 care-intake mail --once x <"$mails/gbk.eml"
}

@test "a policy without complaints wants to be told the kind" {
	sed 's/^    complaint: 投诉/    dispute: 投诉/; s/\(kind\|for\): complaint/\1: dispute/' "$ROOT/policies/small-agency.yaml" >p.yaml
	cp -R "$ROOT/policies/calendars" .
	run_ok care-store init other --trial --policy p.yaml --now 2026-03-01T09:00:00+08:00
	export CARE_STORE=$PWD/other
	run_status 64 care-intake mail <"$mails/gbk.eml"
	grep -q -- '--kind' "$err"
	run_ok care-intake mail --kind dispute <"$mails/gbk.eml"
}

@test "whatever is wrong, the mail program of the manual keeps the mail" {
	line=$(sed -n 's/^care: "|\(.*\)"$/\1/p' "$ROOT/man/care-intake-mail.1")
	[ -n "$line" ]
	run_ok sh -c "$line" <"$mails/gbk.eml"
	[ -z "$output$stderr" ]
	[ "$(sql 'SELECT count(*) FROM cases')" -eq 1 ]
	CARE_STORE=$PWD/nowhere run_status 75 sh -c "$line" <"$mails/no-id.eml"
}

@test "a dry run says what would be" {
	care-store export --canonical >before
	run_ok care-intake mail --dry-run --print-ids <"$mails/gbk.eml"
	[ "$output" = new ]
	[[ $stderr == 'would be new: complaint '* ]]
	care-store export --canonical | cmp - before
}

@test "nothing personal and no orders to the terminal on stderr" {
	write 'tel 13800138000 <a@example.com>' 'call 13900139000' 'x' >f
	run_ok care-intake mail <f
	[[ $stderr != *13900139000* ]]
	run_ok care-intake mail <"$mails/terminal.eml"
	[[ $stderr != *$'\e'* ]]
}
