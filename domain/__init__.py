"""The nouns of the project: frozen models and enums; no I/O, nothing imported from the other rooms."""
