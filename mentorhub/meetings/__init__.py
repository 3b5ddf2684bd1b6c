"""What a pair or a circle writes down about the times it met. Staff see numbers, never notes or places."""
