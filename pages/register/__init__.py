"""The register: transformations, and what is known of them."""
