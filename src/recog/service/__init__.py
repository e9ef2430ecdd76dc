"""The questions recog answers, one function each; permissions and limits are kept here."""
