#!/usr/bin/env bats
# What a notice to staff says.

load setup
load escalate

setup() {
	agency
}

# What the level due of result said, told at that time; it is due at 09:00.
said_due() {
	: >sent
	tick "$1"
	grep "result" sent
}

@test "less than a minute before or after is neither left nor late" {
	[ "$(said_due "12 09:00")" = "Complaint $case: result, due Thu 2026-03-12 09:00 (level due, owner Wang)" ]
}

@test "the tick after an instant within a minute says nothing of zero" {
	[ "$(said_due "12 09:00:59")" = "Complaint $case: result, due Thu 2026-03-12 09:00 (level due, owner Wang)" ]
}

@test "whole minutes are told" {
	[ "$(said_due "12 09:01")" = "Complaint $case: result, LATE by 1m, due Thu 2026-03-12 09:00 (level due, owner Wang)" ]
	case=$(CARE_NOW="2026-03-11 09:00" care-intake case -q --kind complaint --channel phone --text late --owner wang)
	[ "$(said_due "12 10:58:30")" = "Complaint $case: result, 22h 1m left, due Fri 2026-03-13 09:00 (level half, owner Wang)" ]
}

@test "in the language of the crontab's LANG" {
	LANG=zh_CN.UTF-8 LC_ALL='' said_due "12 09:01" >line
	grep -q '周四 2026-03-12 09:00' line
	grep -q '逾期\|超时' line
}
