"""What questions of the record come to: each module finds one answer among the visits that the filters let through."""
