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
