-- A message is rewritten within the second it is written, when it is understood: with room left on its page, no index has to hear of it.
ALTER TABLE inbound_messages SET (fillfactor = 60);
