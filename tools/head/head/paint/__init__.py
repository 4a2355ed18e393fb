"""The skin's texture, painted by position on the body."""
