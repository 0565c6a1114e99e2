"""What another site shows of a link to a result: title, sentence and picture."""
