"""What was read, kept as web archives keep it: WARC files, an index beside each, evidence."""
