/* Bookings, the pure part: the words of their states. */
#include "care/bookings/booking.h"

#include <string.h>

const char *const booking_states[] = {
	"booked", "cancelled", "departed", "returned", "no_show", NULL
};

bool booking_stands(const char *state)
{
	return strcmp(state, "cancelled") != 0 && strcmp(state, "no_show") != 0;
}

const char *const booking_events[] = {"booked", "departed", "returned", NULL};

int booking_way(const char *state)
{
	for (int i = 0; booking_events[i]; i++)
		if (strcmp(booking_events[i], state) == 0)
			return i;
	return -1;
}
