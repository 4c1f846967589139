-- What happened is never rewritten, not by us and not by a bug of ours. Two locks: a trigger that refuses
-- whoever asks, and grants that leave the application's role nothing but reading and adding.
CREATE FUNCTION refuse_to_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation', HINT = 'Write a further row that says what changed and why.';
END
$$;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO kaochang_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO kaochang_app;
--> statement-breakpoint
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO kaochang_app;
--> statement-breakpoint
DO $$
DECLARE
  ledger text;
BEGIN
  FOREACH ledger IN ARRAY ARRAY[
    'staff_acts', 'item_versions', 'item_keys', 'session_seals', 'papers', 'sitting_events', 'late_frames',
    'late_frame_decisions', 'scores', 'release_proposals', 'releases', 'results'
  ] LOOP
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM kaochang_app', ledger);
    EXECUTE format(
      'CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON %I EXECUTE FUNCTION refuse_to_rewrite()',
      ledger || '_are_append_only', ledger
    );
  END LOOP;
END
$$;
