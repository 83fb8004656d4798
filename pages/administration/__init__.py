"""Pages for those who look after the service: who did what, and who may do what."""
