"""The methods in plain words, beside the rules they explain: every threshold is read from the rule itself."""
