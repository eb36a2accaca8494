"""A list that people keep -> exact rows -> merged with the register, all or nothing."""
