/* The arithmetic of civil dates, by eras of 400 years. */
#include "time/day.h"

enum { ERA_DAYS = 146097, EPOCH_SHIFT = 719468 };	/* 0000-03-01 is day -719468 */

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/* The year is taken to begin in March, so that the leap day is its last. */
int64_t day_number(int year, int month, int day)
{
	int64_t y = (int64_t)year - (month <= 2);
	int64_t era = floor_div(y, 400);
	int64_t of_era = y - era * 400;
	int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 +
	    of_year - EPOCH_SHIFT;
}

void day_civil(int64_t day, int *year, int *month, int *date)
{
	int64_t shifted = day + EPOCH_SHIFT;
	int64_t era = floor_div(shifted, ERA_DAYS);
	int64_t of_era = shifted - era * ERA_DAYS;
	int64_t y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int64_t of_year = of_era - (365 * y + y / 4 - y / 100);
	int64_t m = (5 * of_year + 2) / 153;

	*date = (int)(of_year - (153 * m + 2) / 5 + 1);
	*month = (int)(m < 10 ? m + 3 : m - 9);
	*year = (int)(y + era * 400 + (*month <= 2));
}

int day_weekday(int64_t day)
{
	int64_t w = (day + 3) % 7;	/* 1970-01-01 was a Thursday */

	return (int)(w < 0 ? w + 7 : w);
}

int day_month_length(int year, int month)
{
	static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	int leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return length[month - 1] + (month == 2 && leap);
}

int64_t day_add_months(int64_t day, int64_t months)
{
	int year, month, date, longest;
	int64_t count;

	day_civil(day, &year, &month, &date);
	count = (int64_t)year * 12 + month - 1 + months;
	year = (int)floor_div(count, 12);
	month = (int)(count - (int64_t)year * 12) + 1;
	longest = day_month_length(year, month);
	return day_number(year, month, date < longest ? date : longest);
}
