"""An invented campaign, told through the same services a team uses."""
