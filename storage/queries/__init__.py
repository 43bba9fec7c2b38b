"""The questions asked of the database, one file for each subject."""
