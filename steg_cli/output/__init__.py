"""One file per format. Rows and results come in, text comes out; nothing here knows SQL."""
