"""What somebody asks for, and where in a text it stands: without Django and without a database."""
