REVOKE UPDATE, DELETE, TRUNCATE ON irregularities FROM kaochang_app;
--> statement-breakpoint
CREATE TRIGGER irregularities_are_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON irregularities
  EXECUTE FUNCTION refuse_to_rewrite();
--> statement-breakpoint
-- Whose lines are held is true only while the processes that hold them run: no crash has to bring it back.
ALTER TABLE presences SET UNLOGGED;
