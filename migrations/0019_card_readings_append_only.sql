REVOKE UPDATE, DELETE, TRUNCATE ON card_readings FROM kaochang_app;
--> statement-breakpoint
CREATE TRIGGER card_readings_are_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_readings
  EXECUTE FUNCTION refuse_to_rewrite();
