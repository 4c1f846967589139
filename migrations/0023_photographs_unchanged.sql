-- What a candidate said to being photographed is a ledger.
REVOKE UPDATE, DELETE, TRUNCATE ON photograph_consents FROM kaochang_app;
--> statement-breakpoint
CREATE TRIGGER photograph_consents_are_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON photograph_consents
  EXECUTE FUNCTION refuse_to_rewrite();
--> statement-breakpoint
-- Pictures are never changed either. Deleting them when their time is up is the law (Personal Information Protection Law, art. 47).
REVOKE UPDATE, TRUNCATE ON photographs, portraits FROM kaochang_app;
--> statement-breakpoint
CREATE TRIGGER photographs_are_never_changed BEFORE UPDATE OR TRUNCATE ON photographs
  EXECUTE FUNCTION refuse_to_rewrite();
--> statement-breakpoint
CREATE TRIGGER portraits_are_never_changed BEFORE UPDATE OR TRUNCATE ON portraits
  EXECUTE FUNCTION refuse_to_rewrite();
--> statement-breakpoint
-- What is sealed cannot be packed any smaller: trying would only cost time.
ALTER TABLE photographs ALTER COLUMN sealed SET STORAGE EXTERNAL;
--> statement-breakpoint
ALTER TABLE portraits ALTER COLUMN sealed SET STORAGE EXTERNAL;
