"""Resources: the door for programs."""
