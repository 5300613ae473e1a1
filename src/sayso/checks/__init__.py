"""What a report says that a calendar, a map or addition can confirm or contradict."""
