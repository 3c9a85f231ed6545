#!/usr/bin/env bats
# care-intake roster and exposure: who is on duty, what figures are counted per.
load setup

setup() {
	fresh
	export CARE_NOW='2026-03-12 10:00' CARE_STORE=$PWD/store
	run_ok care-store init store --trial --policy "$ROOT/policies/hotel.yaml" --now '2026-03-01 9:00'
	printf 'login,name,role,post\nwang,王芳,agent,operator\nzhao,赵雷,agent,operator\n' >s.csv
	run_ok care-intake staff s.csv
	cat >r.csv <<-'E'
	员工,日期,班次
	wang,2026-03-12,早班
	赵雷,2026-03-12,night
	wang,2026-03-13,late
	wang,2026-03-14,休
	E
}

# LOGIN FROM UNTIL SHIFT of every row, times of the hotel's zone.
roster() {
	sqlite3 -readonly store/care.db "SELECT login, strftime('%d %H:%M', r.from_at + 28800, 'unixepoch'),
	    strftime('%d %H:%M', r.to_at + 28800, 'unixepoch'), coalesce(shift, '-')
	    FROM roster r JOIN staff s ON s.id = r.staff ORDER BY 1, r.from_at" -separator ' '
}

took() {
	[ "$stderr" = "read $1  new $2  same $3  changed $4  refused $5" ] || { echo "$stderr"; false; }
}

@test "shifts by name or title, over midnight; the same file changes nothing" {
	run_ok care-intake roster r.csv --print-ids
	took 4 3 1 0 0
	[ "$(sort -u "$out" | tr '\n' ' ')" = 'wang zhao ' ]
	roster >now
	diff now - <<-'E'
	wang 12 07:00 12 15:00 early
	wang 13 15:00 13 23:00 late
	zhao 12 23:00 13 07:00 night
	E
	care-store export --canonical >before
	run_ok care-intake roster r.csv
	took 4 0 4 0 0
	care-store export --canonical | diff before -
	care-store check
}

@test "a day that is written anew is as it says now, others stay" {
	run_ok care-intake roster r.csv
	printf 'staff,day,shift\nwang,2026-03-12,night\nzhao,2026-03-12,off\nzhao,2026-03-13,early\nzhao,2026-03-13,night\n' >new.csv
	run_ok care-intake roster new.csv
	took 4 2 0 2 0
	roster >now
	diff now - <<-'E'
	wang 12 23:00 13 07:00 night
	wang 13 15:00 13 23:00 late
	zhao 13 07:00 13 15:00 early
	zhao 13 23:00 14 07:00 night
	E
	run_ok care-intake roster new.csv
	took 4 0 4 0 0
	care-store check
}

@test "hours of one's own; the same beginning with another end is changed" {
	printf 'staff,from,until\nwang,2026-03-12 09:00,2026-03-12 12:00\n' >h.csv
	run_ok care-intake roster h.csv
	took 1 1 0 0 0
	sed -i 's/12:00/13:30/' h.csv
	run_ok care-intake roster h.csv
	took 1 0 0 1 0
	[ "$(roster)" = 'wang 12 09:00 12 13:30 -' ]
	care-store check
}

@test "what cannot be on a roster is refused, and nothing of it is there" {
	cat >bad.csv <<-'E'
	staff,day,shift,from,until
	wagn,2026-03-12,early,,
	wang,2026-03-12,erly,,
	wang,,early,,
	wang,2026-03-12,,,
	wang,2026-03-12,,2026-03-12 09:00,
	wang,2026-03-12,,2026-03-12 09:00,2026-03-12 08:00
	E
	run_status 1 care-intake roster bad.csv --rejects no.csv
	[[ $stderr == *'bad.csv:2: staff: nobody'*'nearest: wang'* ]]
	[[ $stderr == *'bad.csv:3: shift: not one'*'nearest: early'* ]]
	[[ $stderr == *'bad.csv:4: day: is missing'* ]]
	[[ $stderr == *'bad.csv:5: shift: is missing'* ]]
	[[ $stderr == *'bad.csv:6: until: '* ]]
	[[ $stderr == *'bad.csv:7: until: ends before'* ]]
	[ -z "$(roster)" ]
	# The reject file, mended, goes in.
	sed -i 's/wagn/wang/; s/erly/late/; 4,$d' no.csv
	run_ok care-intake roster no.csv
	took 2 2 0 0 0
	printf 'staff,from,until\nwang,2026-03-20 09:00,2026-03-20 10:00\nwang,2026-03-20 09:00,2026-03-20 11:00\n' >two.csv
	run_status 1 care-intake roster two.csv
	took_line=$(tail -1 "$err")
	[ "$took_line" = 'read 2  new 1  same 0  changed 0  refused 1' ]
}

@test "a policy without shifts says what to do" {
	run_ok care-store init small --trial --policy "$ROOT/policies/small-agency.yaml" --now '2026-03-01 9:00'
	printf 'login,role\nwang,owner\n' | care-intake staff -q - --store small
	run_status 1 care-intake roster r.csv --store small
	[[ $stderr == *'has no shifts'* ]]
}

counted() {
	sqlite3 -readonly store/care.db "SELECT name, date(from_at + 28800, 'unixepoch'),
	    date(to_at + 28800, 'unixepoch'), dimension, value, n FROM exposure ORDER BY 1, 2, 4, 5" -separator ' '
}

@test "exposure: periods as people write them, once, and corrected" {
	cat >e.csv <<-'E'
	名称,期间,维度,取值,数量
	room_nights,2026-02,,,4180
	room_nights,2026年1月,,,4020
	travellers,2026Q1,,,812人
	travellers,2025,region,hangzhou,90
	E
	run_ok care-intake exposure e.csv
	took 4 4 0 0 0
	counted >now
	diff now - <<-'E'
	room_nights 2026-01-01 2026-02-01   4020
	room_nights 2026-02-01 2026-03-01   4180
	travellers 2025-01-01 2026-01-01 region hangzhou 90
	travellers 2026-01-01 2026-04-01   812
	E
	care-store export --canonical >before
	run_ok care-intake exposure e.csv
	took 4 0 4 0 0
	care-store export --canonical | diff before -
	printf 'name,from,until,n\nroom_nights,2026-02-01,2026-02-28,4200\n' >c.csv
	run_ok care-intake exposure c.csv
	took 1 0 0 1 0
	counted | grep -q '^room_nights 2026-02-01 2026-03-01   4200$'
	care-store check
}

@test "exposure: what cannot be counted is refused" {
	cat >bad.csv <<-'E'
	name,period,dimension,value,n
	users,2026-13,,,5
	users,,,,5
	users,2026-02,colour,red,5
	users,2026-02,product,,5
	users,2026-02,,,
	users,2026-02,,,-3
	users,2026-02,,,1
	users,2026-02,,,2
	E
	run_status 1 care-intake exposure bad.csv
	[[ $stderr == *'bad.csv:2: period: no period'* ]]
	[[ $stderr == *'bad.csv:3: period: is missing'* ]]
	[[ $stderr == *'bad.csv:4: dimension: no fact'* ]]
	[[ $stderr == *'bad.csv:5: value: dimension and value'* ]]
	[[ $stderr == *'bad.csv:6: n: is missing'* ]]
	[[ $stderr == *'bad.csv:7: n: '* ]]
	[[ $stderr == *'bad.csv:9: '*'further up'* ]]
	[ "$(counted | wc -l)" -eq 1 ]
}

@test "columns know them, and a mapping can be begun" {
	run_ok care-intake columns roster
	grep -q ',shift,' "$out"
	run_ok care-intake columns r.csv
	grep -q '^noun: roster' "$out"
	run_ok care-intake columns exposure
	printf '谁,哪天,什么班\nwang,2026-03-12,早班\n' >odd.csv
	printf 'noun: roster\ncolumns:\n  staff: 谁\n  day: 哪天\n  shift: 什么班\n' >map.yaml
	run_ok care-intake roster odd.csv --map map.yaml
	took 1 1 0 0 0
}
