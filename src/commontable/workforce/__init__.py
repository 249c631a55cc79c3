"""The workforce as it is: censuses, wage schedules, what is paid today, and what others pay."""
