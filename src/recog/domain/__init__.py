"""What recognition is: dates, kinds, claims, events, spans. Standard library only."""
