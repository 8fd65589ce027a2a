"""Where the emulator runs state machines otherwise than Step Functions does."""
