#!/usr/bin/env bats
# The store's file is put aside, replaced or copied, while somebody is at work
# or has died at it. What is written ahead belongs to one file and no other.
load setup
load remind

setup() {
	make_store
	bookings 4
	care-remind run --plan-only -q
	mkdir aside
	# Another store, with nine cases of its own.
	care-store init other --trial --policy "$ROOT/policies/small-agency.yaml" -q
	for _ in 1 2 3 4 5 6 7 8 9; do
		care-intake case -q -d other --kind complaint --channel phone --text x >/dev/null
	done
}

# A transport that does this when it gets its first message.
once() {
	ending once "[ -e $PWD/done ] || { touch $PWD/done; $1; }"
	transports "{command: $PWD/bin/once, timeout: 10s}"
}

cases() {
	care-case list -d "$1" --ids | wc -l
}

@test "replaced while a sender is at work: it stops, and neither store is damaged" {
	once "mv $PWD/s/care.db $PWD/aside; mv $PWD/other/care.db $PWD/s"
	run_status 74 care-remind run
	[ "$stderr" = "care-remind: $PWD/s/care.db: was moved or replaced while it was in use; nothing more was written
what was being done is not in the one that is there now" ]
	[ "$(wc -l <"$handed")" -eq 1 ]
	whole
	[ "$(cases s)" -eq 9 ]
	[ ! -s s/care.db-wal ]
	# The one put aside has all that was acknowledged.
	run_ok care-store check -d aside
	[ "$(care-remind outbox -d aside --state leased --no-heads -f csv | wc -l)" -eq 1 ]
	[ "$(care-remind outbox -d aside --state planned --no-heads -f csv | wc -l)" -eq 3 ]
}

@test "the whole folder moved: nothing is lost" {
	once "mv $PWD/s $PWD/aside"
	run_status 74 care-remind run
	CARE_STORE=$PWD/aside/s
	whole
	at '12 10:35'
	run_status 1 care-remind run
	[ "$stderr" = "planned=0 sent=3 doubt=1" ]
	whole
}

# A sender that was killed leaves a log of what it wrote beside the store.
killed() {
	once 'kill -9 $PPID'
	run_status 137 care-remind run
	[ -s s/care.db-wal ]
}

@test "the log of a store that died, beside another one, is refused with words" {
	killed
	cp s/care.db s/care.db-wal aside
	rm s/care.db
	mv other/care.db s
	run_status 78 care-case list
	[ "$stderr" = "care-case: $PWD/s/care.db-wal: was written for another file: the store was replaced or copied
put it and $PWD/s/care.db-shm aside; if it came here together with the store: rm $PWD/s/care.db-lock" ]
	run_status 78 care-remind run
	mv s/care.db-wal s/care.db-shm aside
	[ "$(cases s)" -eq 9 ]
	whole
}

@test "a store copied with its log is believed when somebody says so" {
	killed
	cp -r s copy
	run_status 78 care-case list -d copy
	rm copy/care.db-lock
	run_ok care-store check -d copy
	# The one that died is itself: nothing to say.
	at '12 10:35'
	run_status 1 care-remind run
	[ "$stderr" = "planned=0 sent=3 doubt=1" ]
	whole
}

@test "a note of what the file system does not keep any more refuses nothing" {
	killed
	printf 'number 1\n\0' | dd of=s/care.db-lock bs=1 seek=256 conv=notrunc status=none
	whole
	[ "$(states planned)" -eq 3 ]
}

@test "a lost index costs nothing" {
	killed
	rm s/care.db-shm
	whole
	[ "$(states planned)" -eq 3 ]
	[ "$(states leased)" -eq 1 ]
}

@test "a lost log costs what was in it, and no more" {
	killed
	rm s/care.db-wal s/care.db-shm
	whole
	[ "$(states planned)" -eq 4 ]
	run_ok care-remind run
	[ "$(states sent)" -eq 4 ]
	whole
}
