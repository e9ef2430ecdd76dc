"""The questions recog answers, one function each; limits are kept here."""
