"""The shape of the code in figures (`make shape`), and the tests that hold some of them."""
