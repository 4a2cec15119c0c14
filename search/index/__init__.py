"""The index of paragraphs: a question goes in, an answer comes out."""
