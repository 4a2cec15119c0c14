"""What a person at the desk sees before something is done."""
