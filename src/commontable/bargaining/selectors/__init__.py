"""Every read of the bargaining record, already narrowed to what the actor may see."""
