"""What the field is: its vocabulary, its frameworks, its authorities. Plain Python."""
