"""One file per verb: plain values in, a frozen result out. Here the rules meet the file."""
